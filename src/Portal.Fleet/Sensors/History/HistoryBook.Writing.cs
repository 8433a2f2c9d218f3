using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Sensors.History;

/// <content>Writing: one transaction for many servers.</content>
internal sealed partial class HistoryBook
{
    private async Task WriteAsync((BmcId Id, HistoryTail Tail)[] servers, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var ids = servers.Select(server => server.Id).ToArray();
        var present = (await db.Servers.Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToListAsync(ct)).ToHashSet();
        var done = new List<(HistoryTail Tail, DateTimeOffset RolledUpTo)>();
        foreach (var (id, tail) in servers)
        {
            if (!present.Contains(id))
            {
                _tails.TryRemove(id, out _);
                continue;
            }

            // A block of this moment may be rewritten by later ones of the same context: they are looked up in it first.
            foreach (var block in tail.ToBlocks())
                await MergeAsync(db, id, HistoryTier.Minute, Points(block), ct);
            done.Add((tail, await RollUpAsync(db, id, tail, now, ct)));
        }

        await db.SaveChangesAsync(ct);
        foreach (var (tail, rolledUpTo) in done)
        {
            tail.Stored(HistoryTier.Minute.PointOf(now));
            tail.RolledUpTo = rolledUpTo;
        }
    }

    /// <summary>Draws together the hours that are over and were not yet. Doing it twice changes nothing.</summary>
    private static async Task<DateTimeOffset> RollUpAsync(PortalDb db, BmcId id, HistoryTail tail, DateTimeOffset now, CancellationToken ct)
    {
        var hour = HistoryTier.Hour.PointOf(now);
        var from = tail.RolledUpTo ?? await LastHourAsync(db, id, now, ct);
        if (from >= hour)
            return from;
        for (var at = from; at < hour; at += HistoryTier.Hour.Step())
        {
            if (await FindAsync(db, id, HistoryTier.Minute, at, ct) is not { } row || HistoryCodec.Read(HistoryTier.Minute, at, row.Data) is not { } minutes)
                continue;
            await MergeAsync(db, id, HistoryTier.TenMinutes, minutes.RollUp(HistoryTier.TenMinutes), ct);
            await MergeAsync(db, id, HistoryTier.Hour, minutes.RollUp(HistoryTier.Hour), ct);
        }

        // Days that are over, from their hours: of the day that ended with this run of hours, if one did.
        for (var day = HistoryTier.Day.PointOf(from); day < HistoryTier.Day.PointOf(hour); day += HistoryTier.Day.Step())
        {
            foreach (var start in new[] { HistoryTier.Hour.BlockOf(day), HistoryTier.Hour.BlockOf(day.AddDays(1).AddTicks(-1)) }.Distinct())
            {
                if (await FindAsync(db, id, HistoryTier.Hour, start, ct) is { } row && HistoryCodec.Read(HistoryTier.Hour, start, row.Data) is { } hours)
                    await MergeAsync(db, id, HistoryTier.Day, hours.RollUp(HistoryTier.Day).Where(point => point.At == day), ct);
            }
        }

        return hour;
    }

    /// <summary>The hour after the last one that is there; at most as far back as minutes are kept.</summary>
    private static async Task<DateTimeOffset> LastHourAsync(PortalDb db, BmcId id, DateTimeOffset now, CancellationToken ct)
    {
        var oldest = HistoryTier.Hour.PointOf(now - HistoryTier.Minute.Age());
        var row = await db.SensorBlocks.AsNoTracking().Where(row => row.ServerId == id && row.Tier == HistoryTier.Hour).OrderByDescending(row => row.Start).FirstOrDefaultAsync(ct);
        if (row is null || HistoryCodec.Read(HistoryTier.Hour, row.Start, row.Data) is not { } block)
            return oldest;
        for (var place = block.Points - 1; place >= 0; place--)
        {
            // That hour too: it may have been written when only a part of it was there.
            if (block.Values.Exists(points => !points[place].IsNone))
                return block.TimeOf(place) is var last && last > oldest ? last : oldest;
        }

        return oldest;
    }

    private static IEnumerable<(HistorySeries Series, DateTimeOffset At, HistoryPoint Value)> Points(HistoryBlock block)
    {
        for (var i = 0; i < block.Series.Count; i++)
        {
            for (var place = 0; place < block.Points; place++)
            {
                if (!block.Values[i][place].IsNone)
                    yield return (block.Series[i], block.TimeOf(place), block.Values[i][place]);
            }
        }
    }

    private static async Task MergeAsync(PortalDb db, BmcId id, HistoryTier tier, IEnumerable<(HistorySeries Series, DateTimeOffset At, HistoryPoint Value)> points, CancellationToken ct)
    {
        foreach (var group in points.GroupBy(point => tier.BlockOf(point.At)).ToArray())
        {
            var row = await FindAsync(db, id, tier, group.Key, ct);
            var block = row is null ? null : HistoryCodec.Read(tier, group.Key, row.Data);
            block ??= new HistoryBlock(tier, group.Key);
            foreach (var (series, at, value) in group)
                block.Set(series, block.PlaceOf(at), value);
            var data = HistoryCodec.Write(block);
            if (row is null)
                db.SensorBlocks.Add(new SensorBlock { ServerId = id, Tier = tier, Start = group.Key, Data = data });
            else
                row.Data = data;
        }
    }

    private static async ValueTask<SensorBlock?> FindAsync(PortalDb db, BmcId id, HistoryTier tier, DateTimeOffset start, CancellationToken ct) =>
        await db.SensorBlocks.FindAsync([id, tier, start], ct);
}
