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

    /// <summary>Brings the database to the present schema; creates it when there is none. An SQLite file with an older one is copied before.</summary>
    /// <exception cref="StartRefusedException">It cannot be copied, or is of a newer portal.</exception>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(ct);
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        if (applied.Find(name => !known.Contains(name)) is { } newer)
            throw new StartRefusedException($"The database has the schema {newer} of a newer portal, and going back is not possible: start that one, or restore a backup of this one.");
        if (applied.Count > 0 && applied.Count < known.Count && !db.Database.IsPostgres())
            await CopyAsync(db, applied[^1], ct);
        await db.Database.MigrateAsync(ct);
    }

    /// <summary>A copy of the file beside it, named after its schema: what a start of the portal before can go on with.</summary>
    private static async Task CopyAsync(PortalDb db, string schema, CancellationToken ct)
    {
        var path = $"{Path.GetFullPath(db.Database.GetDbConnection().DataSource)}.before-{schema}";
        var partial = path + ".partial";
        try
        {
            File.Delete(partial);
            await db.Database.ExecuteSqlAsync($"VACUUM INTO {partial}", ct);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            File.Delete(partial);
            throw new StartRefusedException($"The database is to get a new schema, and no copy of it can be written to {path} before ({e.Message.TrimEnd('.')}). Make room, or move older copies (portal.db.before-…) away.");
        }
    }
}
