using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;
using Portal.Ipmi.Events;

namespace Portal.Fleet.Events;

/// <content>Lists, and archives.</content>
internal sealed partial class EventLedger
{
    /// <summary>Events of these servers, newest first.</summary>
    /// <param name="only">Of which.</param>
    /// <param name="whole">Of which also what was before the present tenancy.</param>
    /// <param name="filter">Which.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="ct">Token.</param>
    public async Task<IReadOnlyList<EventView>> ListAsync(IReadOnlyCollection<BmcId> only, IReadOnlyCollection<BmcId> whole, EventFilter filter, int limit, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = Filter(Visible(db, only, whole).AsNoTracking(), filter);
        if (filter.Before is { } before)
            rows = rows.Where(row => row.At < before.At || (row.At == before.At && row.Id < before.Id));
        return await View(db, rows.OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(Math.Clamp(limit, 1, MaxListed))).ToListAsync(ct);
    }

    public async Task<int> CountAsync(IReadOnlyCollection<BmcId> only, IReadOnlyCollection<BmcId> whole, EventFilter filter, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await Filter(Visible(db, only, whole).AsNoTracking(), filter).CountAsync(ct);
    }

    /// <summary>Writes that a log was archived, before it is cleared.</summary>
    public async Task AddArchiveAsync(EventArchive archive, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.EventArchives.Add(archive);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Writes how the clearing went. The rows of the log are in it no more.</summary>
    public async Task EndArchiveAsync(EventArchive archive, CancellationToken ct)
    {
        await _writing.WaitAsync(ct);
        try
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            db.EventArchives.Update(archive);
            await db.SaveChangesAsync(ct);
            if (archive.ClearedAt is not null)
                await db.BmcEvents.Where(row => row.ServerId == archive.ServerId && row.IsInLog && row.SeenAt <= archive.ClearedAt).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsInLog, false), ct);
        }
        finally
        {
            _writing.Release();
        }
    }

    public async Task<IReadOnlyList<EventArchive>> ListArchivesAsync(BmcId id, int limit, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.EventArchives.AsNoTracking().Where(row => row.ServerId == id).OrderByDescending(row => row.At).Take(limit).ToListAsync(ct);
    }

    private static IQueryable<BmcEvent> Filter(IQueryable<BmcEvent> rows, EventFilter filter)
    {
        rows = filter.State switch
        {
            EventState.Open => rows.Where(row => row.AcknowledgedAt == null && !row.IsDeassertion && (row.Severity == EventSeverity.Critical || row.Severity == EventSeverity.Warning)),
            EventState.Acknowledged => rows.Where(row => row.AcknowledgedAt != null),
            _ => rows,
        };
        if (filter.Severities is { Count: > 0 } severities)
            rows = rows.Where(row => severities.Contains(row.Severity));
        if (filter.From is { } from)
            rows = rows.Where(row => row.At >= from);
        if (filter.To is { } to)
            rows = rows.Where(row => row.At <= to);
        if (filter.SensorKey is { } key)
            rows = rows.Where(row => row.SensorKey == key);
        if (filter.Text?.Trim() is { Length: > 0 } text)
        {
            var lower = DatabaseText.Lower(text);
#pragma warning disable CA1304, CA1311, CA1862 // The database compares, in its own way of lower case.
            rows = rows.Where(row => row.Subject.ToLower().Contains(lower) || row.Text.ToLower().Contains(lower) || row.Details.ToLower().Contains(lower) || (row.Note != null && row.Note.ToLower().Contains(lower)));
#pragma warning restore CA1304, CA1311, CA1862
        }

        return rows;
    }

    private static EventView Show(BmcEvent row, string server) => new(
        row.Id, row.ServerId, server, row.RecordId, Convert.ToHexString(row.Raw), row.At, row.LoggedAt, row.SeenAt, row.Severity, row.SensorType, row.SensorKey, row.Subject, row.Text, row.Details,
        row.IsDeassertion, row.IsInLog, row.AcknowledgedAt, row.AcknowledgedBy, row.Note);

    private static IQueryable<EventView> View(PortalDb db, IQueryable<BmcEvent> rows) => rows.Select(row => new EventView(
        row.Id, row.ServerId, db.Servers.Where(server => server.Id == row.ServerId).Select(server => server.Name).FirstOrDefault() ?? "", row.RecordId, Convert.ToHexString(row.Raw), row.At,
        row.LoggedAt, row.SeenAt, row.Severity, row.SensorType, row.SensorKey, row.Subject, row.Text, row.Details, row.IsDeassertion, row.IsInLog, row.AcknowledgedAt, row.AcknowledgedBy, row.Note));
}
