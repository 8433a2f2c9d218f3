namespace Portal.Fleet.Consoles;

/// <content>When the bytes in memory were printed.</content>
internal sealed partial class ConsoleBuffer
{
    private const int StampsKept = 1024;

    // When bytes were printed, for those that are in no record; a stamp holds up to the next one.
    private readonly List<(long Offset, long Time)> _stamps = [];

    // Nothing is recorded of it: what memory knows of times is all that is known.
    private bool _onlyInMemory;

    /// <summary>Offset of the first byte that is not recorded yet and was printed at a time or later; null when there is none.</summary>
    public long? Find(long time)
    {
        lock (_lock)
        {
            foreach (var stamp in _stamps)
            {
                if (stamp.Time >= time)
                    return Math.Max(stamp.Offset, _first);
            }

            return null;
        }
    }

    /// <summary>As <see cref="Read"/>, up to where the time changes.</summary>
    /// <param name="time">When the bytes were printed, in milliseconds of Unix time; null when the record knows, and memory no more.</param>
    public int ReadTimed(long offset, Span<byte> into, out GapSpan? gap, out long? time)
    {
        lock (_lock)
        {
            time = null;
            foreach (var stamp in _stamps)
            {
                if (stamp.Offset <= offset)
                    time = stamp.Time;
                else
                {
                    into = into[..(int)Math.Clamp(stamp.Offset - offset, 0, into.Length)];
                    break;
                }
            }

            return Read(offset, into, out gap);
        }
    }

    private void Stamp(long time)
    {
        if (_stamps.Count > 0 && _stamps[^1].Time == time)
            return;
        if (_stamps.Count == StampsKept)
        {
            // The record lags far behind: coarser times are better than more memory.
            for (var i = 1; i < StampsKept / 2; i++)
                _stamps[i] = _stamps[2 * i];
            _stamps.RemoveRange(StampsKept / 2, StampsKept / 2);
        }

        _stamps.Add((_next, time));
    }

    private void DropStamps(long before)
    {
        if (before >= _next)
        {
            _stamps.Clear();
            return;
        }

        var old = 0;
        while (old + 1 < _stamps.Count && _stamps[old + 1].Offset <= before)
            old++;
        _stamps.RemoveRange(0, old);
    }
}
