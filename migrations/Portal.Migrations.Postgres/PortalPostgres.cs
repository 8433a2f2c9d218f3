using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Data;

namespace Portal.Migrations.Postgres;

/// <summary>The portal's database on a PostgreSQL server.</summary>
public static class PortalPostgres
{
    /// <summary>Registers <see cref="IDbContextFactory{TContext}"/> of <see cref="PortalDb"/>, and a scoped one for Identity's stores.</summary>
    public static IServiceCollection AddPortalPostgres(this IServiceCollection services, string connectionString) =>
        services.AddDbContextFactory<PortalDb>(options => Configure(options, connectionString));

    internal static TBuilder Configure<TBuilder>(TBuilder builder, string connectionString)
        where TBuilder : DbContextOptionsBuilder
    {
        // No automatic retry: a transaction of several steps could not be repeated by EF, and whoever failed is told so.
        builder.UseNpgsql(connectionString, postgres => postgres.MigrationsAssembly(typeof(PortalPostgres).Assembly.GetName().Name)).AddInterceptors(new StorableText());
        return builder;
    }
}
