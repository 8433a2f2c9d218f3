using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Sensors.History;

/// <summary>What sensors read, over time: the last minutes in memory, all else in blocks. <see cref="FlushAsync"/> is the only writer.</summary>
internal sealed partial class HistoryBook(IDbContextFactory<PortalDb> dbs, TimeProvider time)
{
    /// <summary>A server's minutes are written so often: what a sudden death of the portal costs at most.</summary>
    private static readonly TimeSpan s_writeEvery = TimeSpan.FromMinutes(10);

    private const int ServersAtOnce = 100;

    private readonly ConcurrentDictionary<BmcId, HistoryTail> _tails = new();

    /// <summary>Takes what was read. Only memory.</summary>
    public void Record(BmcId id, SensorSnapshot snapshot) => _tails.GetOrAdd(id, static _ => new HistoryTail()).Add(snapshot.At, snapshot);

    /// <summary>The past of some sensors.</summary>
    /// <param name="id">Whose.</param>
    /// <param name="keys">Which.</param>
    /// <param name="from">From when on.</param>
    /// <param name="to">Until when.</param>
    /// <param name="notBefore">Nothing that began earlier.</param>
    /// <param name="mostPoints">How many points each may have; decides how fine.</param>
    /// <param name="ct">Token.</param>
    public async Task<IReadOnlyList<HistoryView>> ReadAsync(
        BmcId id, IReadOnlyCollection<string> keys, DateTimeOffset from, DateTimeOffset to, DateTimeOffset notBefore, int mostPoints, CancellationToken ct)
    {
        var tier = HistoryTiers.For(from, to, time.GetUtcNow(), mostPoints);
        var points = new Dictionary<string, (HistorySeries Series, SortedDictionary<DateTimeOffset, HistoryPoint> Points)>(StringComparer.Ordinal);
        void Take(HistorySeries series, DateTimeOffset at, HistoryPoint value)
        {
            if (value.IsNone || at < notBefore || at < tier.PointOf(from) || at > to || !keys.Contains(series.Key))
                return;
            if (!points.TryGetValue(series.Key, out var known))
                points[series.Key] = known = (series, []);
            known.Points[at] = value;
        }

        // What is finer than asked for is newer than what was drawn together of it: first the coarse, then the fine over it.
        for (var step = tier; step >= HistoryTier.Minute; step--)
        {
            var since = step == tier ? step.BlockOf(from) : Later(step.BlockOf(from), step.BlockOf(tier.PointOf(time.GetUtcNow() - FinerSpan(step))));
            foreach (var block in await BlocksAsync(id, step, since, to, ct))
            {
                if (step == tier)
                {
                    for (var i = 0; i < block.Series.Count; i++)
                    {
                        for (var place = 0; place < block.Points; place++)
                            Take(block.Series[i], block.TimeOf(place), block.Values[i][place]);
                    }

                    continue;
                }

                foreach (var (series, at, value) in block.RollUp(tier))
                {
                    if (!points.TryGetValue(series.Key, out var known) || !known.Points.ContainsKey(at))
                        Take(series, at, value);
                }
            }
        }

        return [.. keys.Where(points.ContainsKey).Select(key => points[key]).Select(one => new HistoryView(
            one.Series.Key, one.Series.Name, one.Series.Unit, tier,
            [.. one.Points.Select(point => new HistorySample(point.Key, point.Value.Average, point.Value.Minimum, point.Value.Maximum))]))];
    }

    /// <summary>Writes what is due, drawn together where an hour is over. Answers how many servers were written.</summary>
    /// <param name="all">Everything, due or not: the portal stops.</param>
    /// <param name="ct">Token.</param>
    public async Task<int> FlushAsync(bool all, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var due = new List<(BmcId Id, HistoryTail Tail)>();
        foreach (var (id, tail) in _tails)
        {
            if (tail.DirtySince is { } since && (all || now - since >= s_writeEvery * (0.75 + (0.25 * PhaseOf(id)))))
                due.Add((id, tail));
        }

        foreach (var portion in due.Chunk(ServersAtOnce))
            await WriteAsync(portion, now, ct);
        return due.Count;
    }

    /// <summary>Deletes what is too old, and what is left of servers that are gone.</summary>
    public async Task RetainAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        foreach (var tier in HistoryTiers.All)
        {
            var oldest = now - tier.Age() - tier.Span();
            await db.SensorBlocks.Where(row => row.Tier == tier && row.Start < oldest).ExecuteDeleteAsync(ct);
        }

        await db.SensorBlocks.Where(row => !db.Servers.Any(server => server.Id == row.ServerId)).ExecuteDeleteAsync(ct);
        var present = (await db.Servers.Select(row => row.Id).ToListAsync(ct)).ToHashSet();
        foreach (var id in _tails.Keys.Where(id => !present.Contains(id)))
            _tails.TryRemove(id, out _);
    }

    private static double PhaseOf(BmcId id) => (id.Value.GetHashCode() & 0xFFFF) / 65536.0;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>So far back a finer tier may hold what was not drawn together yet: its own block, and the one before.</summary>
    private static TimeSpan FinerSpan(HistoryTier finer) => finer.Span() * 2 < finer.Age() ? finer.Span() * 2 : finer.Age();

    private async Task<List<HistoryBlock>> BlocksAsync(BmcId id, HistoryTier tier, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = await db.SensorBlocks.AsNoTracking().Where(row => row.ServerId == id && row.Tier == tier && row.Start >= from && row.Start <= to).OrderBy(row => row.Start).ToListAsync(ct);
        List<HistoryBlock> blocks = [.. rows.Select(row => HistoryCodec.Read(tier, row.Start, row.Data)).OfType<HistoryBlock>()];
        if (tier == HistoryTier.Minute && _tails.TryGetValue(id, out var tail))
            blocks.AddRange(tail.ToBlocks());
        return blocks;
    }
}
