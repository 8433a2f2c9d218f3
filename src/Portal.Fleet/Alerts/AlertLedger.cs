using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Consoles.Rules;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;

namespace Portal.Fleet.Alerts;

/// <summary>The rows of alerts, and their only writer. How many are open per server is on the status board.</summary>
internal sealed class AlertLedger(IDbContextFactory<PortalDb> dbs, StatusBoard board, TimeProvider time) : IDisposable
{
    public const int MaxListed = 1000;

    private readonly ConcurrentDictionary<BmcId, byte> _counted = new();

    // A line that is deleted from its record must not be written here at the same moment.
    private readonly SemaphoreSlim _texts = new(1, 1);

    /// <summary>An alert is new, more of one was found, or somebody acknowledged it. Must not block.</summary>
    public event Action<AlertView>? Raised;

    public void Dispose() => _texts.Dispose();

    /// <summary>
    /// Raises what happened and notes how far the consoles were read, both or neither: after a crash a line is read again exactly when its alert
    /// was not kept.
    /// </summary>
    /// <param name="isKept">Whether the line at an offset is in its console's record, and so may stand here too.</param>
    public async Task RaiseAsync(IReadOnlyCollection<AlertSignal> signals, IReadOnlyDictionary<BmcId, long> scanned, Func<BmcId, long, bool> isKept, CancellationToken ct)
    {
        await _texts.WaitAsync(ct);
        try
        {
            await SaveAsync(signals, scanned, isKept, ct);
        }
        finally
        {
            _texts.Release();
        }

        if (signals.Count > 0)
            await CountAsync([.. signals.Select(signal => signal.ServerId).Distinct()], ct);
    }

    /// <summary>The lines before an offset are deleted from the record of a console: of what they raised, only the fact is left.</summary>
    public async Task ForgetTextsAsync(BmcId id, long before, CancellationToken ct)
    {
        await _texts.WaitAsync(ct);
        try
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            await db.Alerts.Where(row => row.ServerId == id && row.FirstOffset < before).ExecuteUpdateAsync(set => set.SetProperty(row => row.Text, ""), ct);
        }
        finally
        {
            _texts.Release();
        }
    }

    private async Task SaveAsync(IReadOnlyCollection<AlertSignal> signals, IReadOnlyDictionary<BmcId, long> scanned, Func<BmcId, long, bool> isKept, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var servers = signals.Select(signal => signal.ServerId).Distinct().ToArray();
        var known = await db.Servers.Where(row => servers.Contains(row.Id)).Select(row => row.Id).ToListAsync(ct);
        foreach (var signal in signals.Where(signal => known.Contains(signal.ServerId)))
            await RaiseAsync(db, signal, isKept, ct);
        var ids = scanned.Keys.ToArray();
        var rows = await db.ConsoleScans.Where(row => ids.Contains(row.ServerId)).ToDictionaryAsync(row => row.ServerId, ct);
        foreach (var (id, offset) in scanned)
        {
            if (rows.TryGetValue(id, out var row))
                row.Offset = offset;
            else
                db.ConsoleScans.Add(new ConsoleScan { ServerId = id, Offset = offset });
        }

        var raised = db.ChangeTracker.Entries<Alert>().Where(entry => entry.State is EntityState.Added or EntityState.Modified).Select(entry => entry.Entity).ToList();
        await db.SaveChangesAsync(ct);
        foreach (var alert in raised)
            Raised?.Invoke(View(alert));
    }

    /// <summary>The newest alerts of these servers.</summary>
    /// <param name="whole">Of which all are shown; of the others those of the present tenancy.</param>
    public async Task<IReadOnlyList<AlertView>> ListAsync(
        IReadOnlyCollection<BmcId> only, IReadOnlyCollection<BmcId> whole, AlertFilter filter, int limit, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = db.Alerts.AsNoTracking().Where(row => only.Contains(row.ServerId)
            && db.Servers.Any(server => server.Id == row.ServerId && (whole.Contains(row.ServerId) || (row.FirstOffset != null ? row.FirstOffset >= server.ConsoleFrom : row.FirstAt >= server.TenancyFrom))));
        rows = filter.State switch
        {
            AlertState.Open => rows.Where(row => row.AcknowledgedAt == null),
            AlertState.Acknowledged => rows.Where(row => row.AcknowledgedAt != null),
            _ => rows,
        };
        if (filter.Severity is { } severity)
            rows = rows.Where(row => row.Severity == severity);
        if (filter.Key is { } key)
            rows = rows.Where(row => row.Key == key);
        limit = Math.Clamp(limit, 1, MaxListed);
        if (filter.Before is not { } before)
            return [.. (await Newest(rows).Take(limit).ToListAsync(ct)).Select(View)];

        // Several may be of the same moment: those up to the one asked for are skipped here, when it is still there.
        var page = await Newest(rows.Where(row => row.LastAt <= before.LastAt)).Take(limit + MaxListed).ToListAsync(ct);
        var at = page.FindIndex(row => row.Id == before.Id);
        return [.. (at >= 0 ? page.Skip(at + 1) : page.Where(row => row.LastAt < before.LastAt)).Take(limit).Select(View)];
    }

    public async Task<AlertView?> FindAsync(AlertId id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Alerts.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is { } row ? View(row) : null;
    }

    /// <summary>Acknowledges; who came first stays.</summary>
    public async Task<AlertView?> AcknowledgeAsync(AlertId id, string userId, string userName, string? note, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.Alerts.Where(row => row.Id == id && row.AcknowledgedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.AcknowledgedAt, now).SetProperty(row => row.AcknowledgedById, userId)
                .SetProperty(row => row.AcknowledgedBy, userName).SetProperty(row => row.Note, note), ct);
        if (await db.Alerts.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is not { } acknowledged)
            return null;
        await CountAsync([acknowledged.ServerId], ct);
        var view = View(acknowledged);
        Raised?.Invoke(view);
        return view;
    }

    /// <summary>Puts on the board how many alerts are open, of all servers.</summary>
    public Task CountAllAsync(CancellationToken ct) => CountAsync(null, ct);

    /// <summary>How far each console was read.</summary>
    public async Task<Dictionary<BmcId, long>> ScannedAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.ConsoleScans.AsNoTracking().ToDictionaryAsync(row => row.ServerId, row => row.Offset, ct);
    }

    /// <summary>The alerts of one server whose lines were printed between two times, oldest first.</summary>
    public async Task<IReadOnlyList<AlertView>> ListBetweenAsync(BmcId id, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = await db.Alerts.AsNoTracking().Where(row => row.ServerId == id && row.FirstOffset != null && row.FirstAt >= from && row.FirstAt <= to)
            .OrderByDescending(row => row.FirstAt).ThenByDescending(row => row.Id).Take(limit).ToListAsync(ct);
        return [.. Enumerable.Reverse(rows).Select(View)];
    }

    /// <summary>Deletes alerts that nothing was added to for so long, and what is left of servers that are gone.</summary>
    public async Task RetainAsync(TimeSpan age, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var oldest = now - age;
        await using var db = await dbs.CreateDbContextAsync(ct);

        // A server whose record is kept for a shorter time: so are its lines.
        foreach (var (id, days) in await db.Servers.Where(row => row.ConsoleKeepDays != null).Select(row => ValueTuple.Create(row.Id, row.ConsoleKeepDays!.Value)).ToListAsync(ct))
        {
            var kept = now.AddDays(-days);
            await db.Alerts.Where(row => row.ServerId == id && row.FirstAt < kept && row.Text != "").ExecuteUpdateAsync(set => set.SetProperty(row => row.Text, ""), ct);
        }

        var gone = await db.Alerts.Where(row => row.LastAt < oldest || !db.Servers.Any(server => server.Id == row.ServerId)).ExecuteDeleteAsync(ct);
        await db.ConsoleScans.Where(row => !db.Servers.Any(server => server.Id == row.ServerId)).ExecuteDeleteAsync(ct);
        if (gone > 0)
            await CountAllAsync(ct);
    }

    private static IOrderedQueryable<Alert> Newest(IQueryable<Alert> rows) => rows.OrderByDescending(row => row.LastAt).ThenByDescending(row => row.Id);

    private static async Task RaiseAsync(PortalDb db, AlertSignal signal, Func<BmcId, long, bool> isKept, CancellationToken ct)
    {
        var latest = await db.Alerts.Where(row => row.ServerId == signal.ServerId && row.Source == signal.Source && row.Key == signal.Key)
            .OrderByDescending(row => row.LastOffset).FirstOrDefaultAsync(ct);

        // What a tenant sees is not added to what another one's time left.
        var tenancy = await db.Servers.Where(server => server.Id == signal.ServerId).Select(server => server.ConsoleFrom).FirstOrDefaultAsync(ct);

        // Two acknowledged ones may follow each other closely; only an open one takes more.
        foreach (var line in signal.Lines)
        {
            if (latest?.LastOffset >= line.Offset)
                continue;
            if (latest is { AcknowledgedAt: null } && (latest.FirstOffset is null || latest.FirstOffset >= tenancy || line.Offset < tenancy) && line.At - latest.LastAt <= signal.Window)
            {
                latest.Count++;
                latest.LastOffset = line.Offset;
                latest.LastAt = line.At > latest.LastAt ? line.At : latest.LastAt;
                continue;
            }

            latest = new Alert
            {
                Id = AlertId.New(),
                ServerId = signal.ServerId,
                ServerName = signal.ServerName,
                Source = signal.Source,
                Key = signal.Key,
                Title = Cut(signal.Title, Alert.MaxTitle),
                Severity = signal.Severity,
                FirstAt = line.At,
                LastAt = line.At,
                FirstOffset = line.Offset,
                LastOffset = line.Offset,
                Text = isKept(signal.ServerId, line.Offset) ? Cut(line.Text, Alert.MaxText) : "",
                Count = 1,
            };
            db.Alerts.Add(latest);
        }
    }

    private async Task CountAsync(IReadOnlyCollection<BmcId>? only, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);

        // Those of the present tenancy: what another one's time left is for staff to find in the list.
        var rows = db.Alerts.AsNoTracking().Where(row => row.AcknowledgedAt == null && !db.Servers.Any(server => server.Id == row.ServerId && (row.FirstOffset != null ? row.FirstOffset < server.ConsoleFrom : row.FirstAt < server.TenancyFrom)));
        if (only is not null)
            rows = rows.Where(row => only.Contains(row.ServerId));
        var counts = (await rows.GroupBy(row => new { row.ServerId, row.Severity }).Select(group => new { group.Key.ServerId, group.Key.Severity, Count = group.Count() }).ToListAsync(ct))
            .GroupBy(row => row.ServerId)
            .ToDictionary(group => group.Key, group => new AlertCounts(
                group.Where(row => row.Severity == AlertSeverity.Critical).Sum(row => row.Count),
                group.Where(row => row.Severity == AlertSeverity.Warning).Sum(row => row.Count),
                group.Where(row => row.Severity == AlertSeverity.Info).Sum(row => row.Count)));
        foreach (var id in (only ?? [.. _counted.Keys]).Except(counts.Keys))
        {
            if (_counted.TryRemove(id, out _))
                board.Update(id, status => status with { Alerts = AlertCounts.None });
        }

        foreach (var (id, count) in counts)
        {
            _counted[id] = 0;
            board.Update(id, status => status with { Alerts = count });
        }
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static AlertView View(Alert row) => new(
        row.Id, row.ServerId, row.ServerName, row.Source, row.Key, row.Title, row.Severity, row.FirstAt, row.LastAt, row.FirstOffset, row.LastOffset,
        row.Text, row.Count, row.AcknowledgedAt, row.AcknowledgedBy, row.Note);
}
