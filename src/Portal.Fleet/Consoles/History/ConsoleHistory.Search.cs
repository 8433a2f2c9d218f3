namespace Portal.Fleet.Consoles.History;

/// <content>Text in one console's past. Reads the record: no index, so it says how far it got.</content>
internal sealed partial class ConsoleHistory
{
    private const int SearchWindow = 256 * 1024;

    /// <summary>How far the last line of a window may go on behind it.</summary>
    private const int LongestLine = 8 * 1024;

    /// <summary>Lines that contain a text, whatever its case.</summary>
    /// <param name="from">Forwards: lines that begin here or later; backwards: lines that begin before.</param>
    public ConsoleHits Search(string text, ConsoleCharset charset, long from, bool backwards, int limit, TimeSpan budget)
    {
        var started = time.GetTimestamp();
        return backwards ? SearchBack(IsOver) : SearchOn(IsOver);

        bool IsOver() => time.GetElapsedTime(started) > budget;

        ConsoleHits SearchOn(Func<bool> isOver)
        {
            var scan = new LineScan(text, charset);
            var begin = Math.Max(from, First);
            foreach (var chunk in Read(begin, long.MaxValue))
            {
                scan.Take(chunk);
                if (scan.Hits.Count >= limit)
                    return Cut(scan.Hits, limit, static hit => hit.End);
                if (scan.LastEnd > begin && isOver())
                    return new ConsoleHits(scan.Hits, scan.LastEnd.Value, false);
            }

            scan.Finish();
            return scan.Hits.Count > limit ? Cut(scan.Hits, limit, static hit => hit.End) : new ConsoleHits(scan.Hits, Next, true);
        }

        ConsoleHits SearchBack(Func<bool> isOver)
        {
            var hits = new List<ConsoleHit>();
            var first = First;
            var end = Math.Min(from, Next);
            while (end > first)
            {
                var begin = Math.Max(first, end - SearchWindow);
                var scan = new LineScan(text, charset);
                foreach (var chunk in Read(begin, end + LongestLine))
                {
                    if (scan.LastEnd >= end)
                        break;
                    scan.Take(chunk);
                }

                scan.Finish();

                // The first line was cut by where the window begins; the window before has it as a whole.
                var whole = begin == first ? begin : Math.Min(scan.FirstEnd ?? begin, end);
                if (whole == end)
                    whole = begin;
                hits.AddRange(scan.Hits.Where(hit => hit.Offset >= whole && hit.Offset < end).Reverse());
                if (hits.Count >= limit)
                    return Cut(hits, limit, static hit => hit.Offset);
                end = whole;
                if (isOver())
                    return new ConsoleHits(hits, end, end <= first);
            }

            return new ConsoleHits(hits, first, true);
        }
    }

    private static ConsoleHits Cut(List<ConsoleHit> hits, int limit, Func<ConsoleHit, long> reached) => new(hits[..limit], reached(hits[limit - 1]), false);
}
