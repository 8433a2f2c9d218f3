using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Data;

namespace Portal.Migrations.Sqlite;

/// <summary>For <c>dotnet ef migrations add NAME --project migrations/Portal.Migrations.Sqlite</c>: needs the model only, no database.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<PortalDb>
{
    public PortalDb CreateDbContext(string[] args) => new(
        PortalSqlite.Configure(new DbContextOptionsBuilder<PortalDb>(), "Data Source=:memory:")
            .UseApplicationServiceProvider(new ServiceCollection().AddOptions().AddPortalIdentitySchema().BuildServiceProvider()).Options);
}
