using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Ipmi.Commands.Storage;
using Portal.Ipmi.Events;

namespace Portal.Fleet.Events;

/// <summary>The rows of events, and their only writer. How many want a look is on the status board.</summary>
internal sealed partial class EventLedger(IDbContextFactory<PortalDb> dbs, StatusBoard board, TimeProvider time) : IDisposable
{
    public const int MaxListed = 1001;
    private const int MaxAcknowledged = 1000;

    // SQLite has one writer; waiting here is fairer than in its busy handler.
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentDictionary<BmcId, byte> _counted = new();

    /// <summary>Events are new, oldest first, each with the earliest moment at which it can have happened. Must not block.</summary>
    public event Action<IReadOnlyList<(EventView View, DateTimeOffset NotBefore)>>? Stored;

    public void Dispose() => _writing.Dispose();

    /// <summary>Where reading stopped, and when; nothing when the log was never read.</summary>
    public async Task<(SelCursor? Cursor, DateTimeOffset? ReadAt)> FindCursorAsync(BmcId id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.EventLogStates.AsNoTracking().SingleOrDefaultAsync(row => row.ServerId == id, ct) is not { } row)
            return (null, null);
        return row.LastRecord is not { Length: SelRecordBytes.Length } last ? (null, row.ReadAt) : (new SelCursor(
            (ushort)row.RecordId, (ushort)row.NextId, new SelRecordBytes(last), new IpmiTimestamp((uint)row.LastErase), (ushort)row.Entries), row.ReadAt);
    }

    /// <summary>Stores what was read and how far, both or neither. Answers how many rows are new.</summary>
    /// <param name="id">Whose.</param>
    /// <param name="rows">Records, decoded.</param>
    /// <param name="cursor">Where to go on.</param>
    /// <param name="info">The log as a whole.</param>
    /// <param name="isWhole">These are all that the log has: others are in it no more.</param>
    /// <param name="now">When it was read.</param>
    /// <param name="ct">Token.</param>
    public async Task<int> StoreAsync(BmcId id, IReadOnlyCollection<BmcEvent> rows, SelCursor? cursor, SelInfo info, bool isWhole, DateTimeOffset now, CancellationToken ct)
    {
        int added;
        await _writing.WaitAsync(ct);
        try
        {
            added = await SaveAsync(id, rows, cursor, info, isWhole, now, ct);
        }
        finally
        {
            _writing.Release();
        }

        if (added > 0)
            await CountAsync([id], ct);
        return added;
    }

    /// <summary>Acknowledges; who came first stays. Answers how many it were.</summary>
    /// <param name="only">Of these servers.</param>
    /// <param name="whole">Of which also what was before the present tenancy.</param>
    /// <param name="ids">Which.</param>
    /// <param name="userId">Who, by id.</param>
    /// <param name="userName">Who, by name.</param>
    /// <param name="note">What they say about it.</param>
    /// <param name="ct">Token.</param>
    public async Task<int> AcknowledgeAsync(
        IReadOnlyCollection<BmcId> only, IReadOnlyCollection<BmcId> whole, IReadOnlyCollection<long> ids, string userId, string userName, string? note, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var wanted = ids.Take(MaxAcknowledged).ToArray();
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = Visible(db, only, whole).Where(row => wanted.Contains(row.Id) && row.AcknowledgedAt == null);
        var servers = await rows.Select(row => row.ServerId).Distinct().ToListAsync(ct);
        var count = await rows.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.AcknowledgedAt, now).SetProperty(row => row.AcknowledgedById, userId)
                .SetProperty(row => row.AcknowledgedBy, userName).SetProperty(row => row.Note, note), ct);
        await CountAsync(servers, ct);
        return count;
    }

    /// <summary>Puts on the board how many events want a look, of all servers.</summary>
    public Task CountAllAsync(CancellationToken ct) => CountAsync(null, ct);

    /// <summary>Deletes events older than so that are in no log any more, and what is left of servers that are gone.</summary>
    public async Task RetainAsync(TimeSpan age, CancellationToken ct)
    {
        var oldest = time.GetUtcNow() - age;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var gone = await db.BmcEvents.Where(row => (row.SeenAt < oldest && row.At < oldest && !row.IsInLog) || !db.Servers.Any(server => server.Id == row.ServerId)).ExecuteDeleteAsync(ct);
        await db.EventLogStates.Where(row => !db.Servers.Any(server => server.Id == row.ServerId)).ExecuteDeleteAsync(ct);
        if (gone > 0)
            await CountAllAsync(ct);
    }

    private static IQueryable<BmcEvent> Visible(PortalDb db, IReadOnlyCollection<BmcId> only, IReadOnlyCollection<BmcId> whole) => db.BmcEvents.Where(
        row => only.Contains(row.ServerId) && (whole.Contains(row.ServerId) || db.Servers.Any(server => server.Id == row.ServerId && row.NotBefore >= server.TenancyFrom)));

    private async Task<int> SaveAsync(BmcId id, IReadOnlyCollection<BmcEvent> rows, SelCursor? cursor, SelInfo info, bool isWhole, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Servers.Where(server => server.Id == id).Select(server => server.Name).FirstOrDefaultAsync(ct) is not { } name)
            return 0;
        var numbers = rows.Select(row => row.RecordId).Distinct().ToArray();
        var known = isWhole
            ? await db.BmcEvents.Where(row => row.ServerId == id && row.IsInLog).ToListAsync(ct)
            : [];
        var stored = await db.BmcEvents.AsNoTracking().Where(row => row.ServerId == id && numbers.Contains(row.RecordId)).Select(row => row.Raw).ToListAsync(ct);
        var present = stored.Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
        var read = new HashSet<string>(StringComparer.Ordinal);
        var again = new List<byte[]>();
        var added = new List<BmcEvent>();
        foreach (var row in rows)
        {
            var raw = Convert.ToHexString(row.Raw);
            if (!read.Add(raw))
                continue;
            if (present.Contains(raw))
            {
                again.Add(row.Raw);
                continue;
            }

            db.BmcEvents.Add(row);
            added.Add(row);
        }

        foreach (var row in known)
        {
            if (!read.Contains(Convert.ToHexString(row.Raw)))
                row.IsInLog = false;
        }

        // Rows that were thought gone and are in the log again.
        foreach (var portion in again.Chunk(500))
        {
            foreach (var row in await db.BmcEvents.Where(row => row.ServerId == id && !row.IsInLog && portion.Contains(row.Raw)).ToListAsync(ct))
                row.IsInLog = true;
        }

        var state = await db.EventLogStates.SingleOrDefaultAsync(row => row.ServerId == id, ct);
        if (state is null)
            db.EventLogStates.Add(state = new EventLogState { ServerId = id });
        (state.RecordId, state.NextId, state.LastRecord) = (cursor?.RecordId ?? 0, cursor?.NextId ?? 0, cursor?.LastRecord.ToArray());
        (state.LastErase, state.Entries, state.ReadAt) = (cursor?.LastErase.Value ?? info.LastErase.Value, cursor?.Entries ?? info.Entries, now);
        await db.SaveChangesAsync(ct);
        if (added.Count > 0)
            Stored?.Invoke(added.ConvertAll(row => (Show(row, name), row.NotBefore)));
        return added.Count;
    }

    private async Task CountAsync(IReadOnlyCollection<BmcId>? only, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = db.BmcEvents.AsNoTracking().Where(row => row.AcknowledgedAt == null && !row.IsDeassertion && (row.Severity == EventSeverity.Critical || row.Severity == EventSeverity.Warning)
            && db.Servers.Any(server => server.Id == row.ServerId && row.NotBefore >= server.TenancyFrom));
        if (only is not null)
            rows = rows.Where(row => only.Contains(row.ServerId));
        var counts = (await rows.GroupBy(row => new { row.ServerId, row.Severity }).Select(group => new { group.Key.ServerId, group.Key.Severity, Count = group.Count() }).ToListAsync(ct))
            .GroupBy(row => row.ServerId)
            .ToDictionary(group => group.Key, group => new EventCounts(
                group.Where(row => row.Severity == EventSeverity.Critical).Sum(row => row.Count), group.Where(row => row.Severity == EventSeverity.Warning).Sum(row => row.Count)));
        foreach (var id in (only ?? [.. _counted.Keys]).Except(counts.Keys))
        {
            if (_counted.TryRemove(id, out _))
                board.Update(id, status => status with { Events = EventCounts.None });
        }

        foreach (var (id, count) in counts)
        {
            _counted[id] = 0;
            board.Update(id, status => status with { Events = count });
        }
    }
}
