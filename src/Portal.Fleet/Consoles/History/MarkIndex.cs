namespace Portal.Fleet.Consoles.History;

/// <summary>
/// The marks of one console, found by reading its record once and then what is new. Kept in memory for consoles whose past somebody looks at;
/// a few hundred of the newest.
/// </summary>
internal sealed class MarkIndex
{
    /// <summary>Newest marks kept.</summary>
    public const int Kept = 1_000;

    private readonly Lock _lock = new();
    private readonly Lock _scan = new();
    private readonly List<ConsoleMark> _marks = [];
    private readonly MarkFinder _finder = new();
    private long _at;
    private long _end = -1;
    private bool _forgot;

    /// <summary>Reads on; false when there is more than the budget reached, or another caller is reading.</summary>
    public bool Advance(ConsoleHistory history, TimeProvider time, TimeSpan budget)
    {
        if (!_scan.TryEnter())
            return false;
        try
        {
            var started = time.GetTimestamp();
            foreach (var chunk in history.Read(_at, history.Next))
            {
                if (chunk.GapBefore is { } reason)
                {
                    Add(new ConsoleMark(chunk.Offset, chunk.Time, ConsoleMarkKind.Gap, reason, _end < 0 ? 0 : chunk.Offset - _end));
                    _finder.Break();
                }

                foreach (var mark in _finder.Take(chunk))
                    Add(mark);
                _at = _end = chunk.End;
                if (time.GetElapsedTime(started) > budget)
                    return false;
            }

            return true;
        }
        finally
        {
            _scan.Exit();
        }
    }

    /// <summary>The marks between two times that can still be read, and all gaps that leave offsets out.</summary>
    public (IReadOnlyList<ConsoleMark> Marks, IReadOnlyList<ConsoleMark> Skips) Between(long first, DateTimeOffset from, DateTimeOffset to)
    {
        lock (_lock)
        {
            return ([.. _marks.Where(mark => mark.Offset >= first && mark.At >= from && mark.At <= to).OrderBy(mark => mark.Offset)],
                [.. _marks.Where(mark => mark.Bytes > 0)]);
        }
    }

    /// <summary>How many offsets between two are left out; null when old marks were forgotten.</summary>
    public long? SkippedBetween(long from, long to)
    {
        lock (_lock)
        {
            if (_forgot)
                return null;

            // What was left out at the very end, after a crash that nothing was printed since, has no byte behind it that could carry a mark.
            var last = Math.Max(0, to - Math.Max(from, _end));
            return last + _marks.Sum(mark => Math.Max(0, Math.Min(to, mark.Offset) - Math.Max(from, mark.Offset - mark.Bytes)));
        }
    }

    private void Add(ConsoleMark mark)
    {
        lock (_lock)
        {
            _marks.Add(mark);
            if (_marks.Count <= Kept)
                return;
            _marks.RemoveAt(0);
            _forgot = true;
        }
    }
}
