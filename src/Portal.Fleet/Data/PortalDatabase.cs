using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Fleet.Data;

/// <summary>What the host does with the database as a whole.</summary>
public static class PortalDatabase
{
    /// <summary>
    /// Which of Identity's tables there are: version 3 has a place for passkeys. Identity reads this from its options while it builds the model,
    /// so the host, the tests and the design-time factory must all say the same.
    /// </summary>
    public static IServiceCollection AddPortalIdentitySchema(this IServiceCollection services) =>
        services.Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3);

    /// <summary>Brings the database to the present schema; creates it when there is none.</summary>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(ct);
        await db.Database.MigrateAsync(ct);
    }
}
