using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Data;

namespace Portal.Migrations.Postgres;

/// <summary>For <c>node scripts/migration.mjs NAME</c>: needs the model only, no server.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PortalDb>
{
    public PortalDb CreateDbContext(string[] args) => new(
        PortalPostgres.Configure(new DbContextOptionsBuilder<PortalDb>(), "Host=localhost")
            .UseApplicationServiceProvider(new ServiceCollection().AddOptions().AddPortalIdentitySchema().BuildServiceProvider()).Options);
}
