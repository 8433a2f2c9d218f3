using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Data;

namespace Portal.Fleet.Auditing;

/// <summary>Reads the audit. Knows nothing of who asks: <see cref="AuditHandle"/> does.</summary>
internal sealed class AuditBook(IDbContextFactory<PortalDb> dbs, AuditWriter writer, AuditVerifier verifier)
{
    private const int PageSize = 1000;

    private AuditVerdict? _verdict;

    public AuditState State => new(Volatile.Read(ref _verdict), writer.Owed);

    /// <summary>Tells of new rows, until it is disposed.</summary>
    public IDisposable Watch(Action changed)
    {
        writer.Written += changed;
        return new Watching(writer, changed);
    }

    public async Task<AuditVerdict> VerifyAsync(string? anchorFile, CancellationToken ct)
    {
        var verdict = await verifier.RunAsync(anchorFile, ct);
        Volatile.Write(ref _verdict, verdict);
        return verdict;
    }

    /// <summary>Newest first.</summary>
    public async Task<List<AuditEntry>> ListAsync(Guid? tenant, AuditFilter filter, long? before, int limit, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = Query(db, tenant, filter);
        if (before is { } id)
            rows = rows.Where(entry => entry.Id < id);
        return await rows.OrderByDescending(entry => entry.Id).Take(limit).ToListAsync(ct);
    }

    /// <summary>All rows of some actions, oldest first.</summary>
    public async Task<List<AuditEntry>> ListAsync(Guid? tenant, Guid[] correlations, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await Query(db, tenant, new AuditFilter()).Where(entry => correlations.Contains(entry.Correlation)).OrderBy(entry => entry.Id).ToListAsync(ct);
    }

    /// <summary>Oldest first, however many there are.</summary>
    public async IAsyncEnumerable<AuditEntry> ReadAsync(Guid? tenant, AuditFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        var after = 0L;
        while (true)
        {
            List<AuditEntry> page;
            await using (var db = await dbs.CreateDbContextAsync(ct))
                page = await Query(db, tenant, filter).Where(entry => entry.Id > after).OrderBy(entry => entry.Id).Take(PageSize).ToListAsync(ct);
            foreach (var entry in page)
                yield return entry;
            if (page.Count < PageSize)
                yield break;
            after = page[^1].Id;
        }
    }

#pragma warning disable CA1304, CA1311, CA1862 // The database compares: its own LIKE minds the case on one server and not on the other.
    private static IQueryable<AuditEntry> Query(PortalDb db, Guid? tenant, AuditFilter filter)
    {
        var rows = db.AuditEntries.AsNoTracking();
        if (tenant is { } id)
            rows = rows.Where(entry => entry.TenantId == id);
        if (filter.Only is { } server)
            rows = rows.Where(entry => entry.ServerId == server);
        if (filter.Correlation is { } correlation)
            rows = rows.Where(entry => entry.Correlation == correlation);
        if (filter.From is { } from)
            rows = rows.Where(entry => entry.At >= from);
        if (filter.To is { } to)
            rows = rows.Where(entry => entry.At < to);
        if (Pattern(filter.Person) is { } person)
            rows = rows.Where(entry => EF.Functions.Like(entry.UserName.ToLower(), person, @"\"));
        if (Pattern(filter.Server) is { } name)
            rows = rows.Where(entry => EF.Functions.Like(entry.ServerName!.ToLower(), name, @"\"));
        if (filter.Action is { Length: > 0 } action)
        {
            var within = Escape(action) + ".%";
            rows = rows.Where(entry => entry.Action == action || EF.Functions.Like(entry.Action, within, @"\"));
        }

        if (filter.Outcome is { Length: > 0 } outcome)
            rows = rows.Where(entry => entry.Outcome == outcome);
        if (Pattern(filter.Text) is { } text)
        {
            rows = rows.Where(entry => EF.Functions.Like(entry.Detail!.ToLower(), text, @"\") || EF.Functions.Like(entry.Action.ToLower(), text, @"\") || EF.Functions.Like(entry.UserName.ToLower(), text, @"\")
                || EF.Functions.Like(entry.ServerName!.ToLower(), text, @"\") || EF.Functions.Like(entry.Authority!.ToLower(), text, @"\"));
        }

        return rows;
    }
#pragma warning restore CA1304, CA1311, CA1862

    private static string? Pattern(string? text) => string.IsNullOrWhiteSpace(text) ? null : $"%{Escape(DatabaseText.Lower(text.Trim()))}%";

    private static string Escape(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    private sealed class Watching(AuditWriter writer, Action changed) : IDisposable
    {
        public void Dispose() => writer.Written -= changed;
    }
}
