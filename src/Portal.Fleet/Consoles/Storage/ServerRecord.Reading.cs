namespace Portal.Fleet.Consoles.Storage;

/// <summary>What its cursors ask.</summary>
internal sealed partial class ServerRecord
{
    /// <summary>Where the bytes at an offset are, or the next ones behind it.</summary>
    /// <param name="Part">The file that holds them, and counts the reader until <see cref="Leave"/>; null when the log holds them.</param>
    /// <param name="End">Offset behind what this place holds.</param>
    /// <param name="Extent">Their place in the log, when there is no part.</param>
    /// <param name="GapBefore">Reason of a gap right before the part's start, or before the extent.</param>
    /// <param name="Gaps">The log's entries of that gap; null when the log has none.</param>
    internal readonly record struct Place(RecordPart? Part, long End, LogExtent Extent, byte GapBefore, LogExtent[]? Gaps = null);

    /// <summary>Finds the place of an offset; null when nothing at or behind it is kept.</summary>
    /// <param name="current">The part that the reader is counted in already.</param>
    /// <param name="forLog">Only a place in the log is of use.</param>
    public Place? Locate(long offset, RecordPart? current, bool forLog = false)
    {
        lock (_lock)
        {
            var index = PartEndingBehind(offset);
            if (index < _parts.Count)
            {
                if (forLog)
                    return null;
                var part = _parts[index];
                if (part != current)
                    part.Readers++;
                return new Place(part, part.End, default, index > 0 ? TailGapAt(_parts[index - 1], part.Start) : (byte)0);
            }

            var at = ExtentEndingBehind(offset);
            while (at < _extents.Count && _extents[at].Length == 0)
                at++;
            if (at == _extents.Count)
                return null;
            var extent = _extents[at];
            var first = at;
            while (first > 0 && _extents[first - 1] is { Length: 0 } before && before.Offset == extent.Offset)
                first--;
            var gaps = first < at ? _extents.GetRange(first, at - first).ToArray() : null;
            return new Place(null, extent.End, extent, GapBeforeExtent(at, extent.Offset), gaps);
        }
    }

    /// <summary>The files with its older bytes.</summary>
    public RecordPart[] Parts()
    {
        lock (_lock)
            return [.. _parts];
    }

    /// <summary>All places from the oldest on, for a search by time.</summary>
    public (RecordPart[] Parts, LogExtent[] Extents) Places()
    {
        lock (_lock)
            return ([.. _parts], [.. _extents]);
    }

    /// <summary>A reader moved on.</summary>
    public void Leave(RecordPart part)
    {
        lock (_lock)
            part.Readers--;
    }

    /// <summary>Why nothing is kept between an offset and the next one that is.</summary>
    public string MissingAt(long offset)
    {
        lock (_lock)
            return IsDurable && FirstOrNull() is { } first && offset >= first ? ConsoleGap.RecordLost : ConsoleGap.NotKept;
    }

    private static byte TailGapAt(RecordPart part, long offset) => part.End == offset ? part.TailGap : (byte)0;

    private byte GapBeforeExtent(int index, long offset)
    {
        if (index > 0)
            return _extents[index - 1] is { Length: 0 } before && before.Offset == offset ? before.Reason : (byte)0;
        return _parts.Count > 0 ? TailGapAt(_parts[^1], offset) : (byte)0;
    }

    private int PartEndingBehind(long offset)
    {
        var (low, high) = (0, _parts.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_parts[middle].End > offset)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private int ExtentEndingBehind(long offset)
    {
        var (low, high) = (0, _extents.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_extents[middle].End > offset)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
