using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Data;

namespace Portal.Migrations.Sqlite;

/// <summary>The portal's database in one SQLite file.</summary>
public static class PortalSqlite
{
    /// <summary>Registers <see cref="IDbContextFactory{TContext}"/> of <see cref="PortalDb"/>, and a scoped one for Identity's stores.</summary>
    public static IServiceCollection AddPortalSqlite(this IServiceCollection services, string connectionString) =>
        services.AddDbContextFactory<PortalDb>(options => Configure(options, connectionString));

    internal static TBuilder Configure<TBuilder>(TBuilder builder, string connectionString)
        where TBuilder : DbContextOptionsBuilder
    {
        builder.UseSqlite(connectionString, sqlite => sqlite.MigrationsAssembly(typeof(PortalSqlite).Assembly.GetName().Name)).AddInterceptors(new SqlitePragmas());
        return builder;
    }
}
