using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Data;
using Portal.Migrations.Postgres;
using Portal.Migrations.Sqlite;

namespace Portal.Web.Tests.Verbs;

public sealed class MigrationsTests
{
    [Theory]
    [InlineData("Sqlite")]
    [InlineData("Postgres")]
    public async Task Model_LastMigration_SaysTheSame(string provider)
    {
        var services = new ServiceCollection().AddOptions().AddPortalIdentitySchema();
        if (provider == "Postgres")
            services.AddPortalPostgres("Host=localhost;Database=none");
        else
            services.AddPortalSqlite("Data Source=:memory:");
        await using var built = services.BuildServiceProvider();
        await using var db = await built.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.False(db.Database.HasPendingModelChanges(), $"The model was changed without a migration for {provider}: node scripts/migration.mjs NAME makes one for each database.");
    }
}
