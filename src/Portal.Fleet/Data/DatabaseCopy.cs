using System.Data;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Portal.Fleet.Data;

/// <summary>
/// Copies all rows of one database into an empty one, of the same kind or not: how PostgreSQL's goes into a backup, and how a backup of either goes into either. Goes by the
/// model, so a new table is never forgotten.
/// </summary>
public static class DatabaseCopy
{
    private const int Portion = 500;

    private static readonly MethodInfo s_copy = typeof(DatabaseCopy).GetMethod(nameof(CopyTableAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Copies as of one moment, all or nothing. Answers how many rows there are.</summary>
    /// <exception cref="InvalidOperationException">Not as many arrived as were there.</exception>
    public static async Task<long> RunAsync(PortalDb from, PortalDb to, CancellationToken ct)
    {
        // The source as it was at its first read, however long it takes. On SQLite every transaction is like that.
        await using var reading = from.Database.IsPostgres() ? await from.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct) : await from.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        await using var writing = await to.Database.BeginTransactionAsync(ct);
        to.ChangeTracker.AutoDetectChangesEnabled = false;
        var total = 0L;
        foreach (var type in InOrder(from.Model))
            total += await (Task<long>)s_copy.MakeGenericMethod(type.ClrType).Invoke(null, [from, to, type, ct])!;
        if (to.Database.IsPostgres())
            await AdvanceNumbersAsync(to, ct);
        await writing.CommitAsync(ct);
        return total;
    }

    /// <summary>Nothing that somebody would miss is in it: it may be written to.</summary>
    public static async Task<bool> IsEmptyAsync(PortalDb db, CancellationToken ct) =>
        !await db.AuditEntries.AnyAsync(ct) && !await db.Users.AnyAsync(ct) && !await db.Servers.AnyAsync(ct) && !await db.Tenants.AnyAsync(ct);

    /// <summary>Ends what gave people access at the moment of the copy and may have been taken back since: sessions, links that were sent, and mails with such links.</summary>
    public static async Task<int> EndVisitsAsync(PortalDb db, CancellationToken ct) =>
        await db.UserSessions.ExecuteDeleteAsync(ct) + await db.OneTimeLinks.ExecuteDeleteAsync(ct) + await db.QueuedMails.ExecuteDeleteAsync(ct);

    /// <summary>Those that others point to come first.</summary>
    private static List<IEntityType> InOrder(IModel model)
    {
        var left = model.GetEntityTypes().Where(type => !type.IsOwned()).OrderBy(type => type.Name, StringComparer.Ordinal).ToList();
        var ordered = new List<IEntityType>();
        while (left.Count > 0)
        {
            var next = left.First(type => !type.GetForeignKeys().Any(key => key.PrincipalEntityType != type && left.Contains(key.PrincipalEntityType)));
            ordered.Add(next);
            left.Remove(next);
        }

        return ordered;
    }

    private static async Task<long> CopyTableAsync<T>(PortalDb from, PortalDb to, IEntityType type, CancellationToken ct)
        where T : class
    {
        var hidden = type.GetProperties().Where(property => property.IsShadowProperty()).Select(property => property.Name).ToArray();
        var count = 0L;
        var portion = new List<T>(Portion);
        await foreach (var row in from.Set<T>().AsTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            portion.Add(row);
            if (portion.Count == Portion)
                await StoreAsync();
        }

        await StoreAsync();
        var arrived = await to.Set<T>().LongCountAsync(ct);
        return arrived == count ? count : throw new InvalidOperationException($"{type.DisplayName()} has {arrived} rows and not {count}.");

        async Task StoreAsync()
        {
            foreach (var row in portion)
            {
                var entry = to.Add(row);
                foreach (var name in hidden)
                    entry.Property(name).CurrentValue = from.Entry(row).Property(name).CurrentValue;
            }

            await to.SaveChangesAsync(ct);
            count += portion.Count;
            portion.Clear();
            to.ChangeTracker.Clear();
            from.ChangeTracker.Clear();
        }
    }

    /// <summary>Rows brought their numbers along; the next new one must not take one of them.</summary>
    private static async Task AdvanceNumbersAsync(PortalDb db, CancellationToken ct)
    {
        foreach (var type in db.Model.GetEntityTypes().Where(type => !type.IsOwned()))
        {
            if (type.FindPrimaryKey() is not { Properties: [{ ValueGenerated: ValueGenerated.OnAdd } key] } || (key.ClrType != typeof(long) && key.ClrType != typeof(int)))
                continue;
            var (table, column) = (type.GetTableName(), key.GetColumnName());

            // Names of the model's own, not of anybody's.
            var sql = $"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'), COALESCE((SELECT MAX(\"{column}\") FROM \"{table}\"), 0) + 1, false)";
            await db.Database.ExecuteSqlRawAsync(sql, ct);
        }
    }
}
