namespace Portal.Fleet.Consoles.Storage;

/// <summary>One reader's place in one record. It stands in at most one file, of which it holds the index and one unpacked block.</summary>
internal sealed class RecordCursor(ServerRecord record, RecordDisk disk) : IRecordCursor
{
    private RecordPart? _part;
    private PartReader? _reader;
    private byte[]? _frame;

    public RecordPiece? Read(long offset, Span<byte> into, bool oneTime = false)
    {
        var asked = offset;
        while (record.Locate(offset, _part) is { } place)
        {
            RecordPiece? found;
            try
            {
                found = place.Part is null ? ReadLog(place, offset, into, oneTime) : ReadPart(place, offset, into, oneTime);
            }
            catch (ObjectDisposedException)
            {
                // This file of the log was compacted this moment: the bytes are in a segment now.
                continue;
            }

            if (found is { } piece)
                return piece.Gap is null && piece.Offset > asked ? piece with { Gap = GapSpan.Of(record.MissingAt(asked)) } : piece;
            offset = place.End;
        }

        Leave();
        return null;
    }

    public long? Find(DateTimeOffset time)
    {
        var wanted = time.ToUnixTimeMilliseconds();
        var (parts, extents) = record.Places();
        foreach (var part in parts)
        {
            if (part.LastTime >= wanted && record.Locate(part.Start, _part) is { Part: { } located } place)
            {
                Enter(located);
                if (_reader?.Find(wanted, place.End) is { } offset)
                    return offset;
            }
        }

        Leave();
        return Find(extents, wanted);
    }

    public void Dispose() => Leave();

    private long? Find(LogExtent[] extents, long wanted)
    {
        try
        {
            var (low, high) = (0, extents.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (TryReadFrame(extents[middle], out var frame) && frame.Time >= wanted)
                    high = middle;
                else
                    low = middle + 1;
            }

            while (low < extents.Length && extents[low].Length == 0)
                low++;
            return low < extents.Length ? extents[low].Offset : null;
        }
        catch (ObjectDisposedException)
        {
            // Compacted meanwhile.
            return Find(DateTimeOffset.FromUnixTimeMilliseconds(wanted));
        }
    }

    private RecordPiece? ReadPart(in ServerRecord.Place place, long offset, Span<byte> into, bool oneTime)
    {
        var part = place.Part!;
        Enter(part);
        RecordPiece? found;
        try
        {
            found = _reader?.Read(offset, place.End, into, oneTime);
        }
        catch (IOException)
        {
            // The disk does not give it back: whoever reads is told of a gap, and may come again.
            return null;
        }

        return found is { Gap: null } piece && piece.Offset == part.Start ? piece with { Gap = GapSpan.Of(ConsoleGap.ReasonOf(place.GapBefore)) } : found;
    }

    private RecordPiece? ReadLog(in ServerRecord.Place place, long offset, Span<byte> into, bool oneTime)
    {
        Leave();
        var extent = place.Extent;
        var gap = offset <= extent.Offset ? ReadGap(place) : null;
        if (!TryReadFrame(extent, out var frame))
            return null;
        var begin = Math.Max(offset, extent.Offset);
        var count = Copy(begin, extent, into);
        while (!oneTime && count < into.Length && record.Locate(begin + count, null, forLog: true) is { Part: null, GapBefore: 0 } next
            && next.Extent.Offset == begin + count && next.Extent.File == extent.File && TryReadFrame(next.Extent, out _))
            count += Copy(begin + count, next.Extent, into[count..]);
        return new RecordPiece(begin, count, frame.Time, gap);
    }

    /// <summary>The gap before an extent, with the times that its frames tell.</summary>
    private GapSpan? ReadGap(in ServerRecord.Place place)
    {
        GapSpan? gap = null;
        foreach (var mark in place.Gaps ?? [])
        {
            if (TryReadFrame(mark, out var frame))
                gap = GapSpan.Extend(gap, ConsoleGap.ReasonOf(mark.Reason)!, frame.Time);
        }

        return gap ?? GapSpan.Of(ConsoleGap.ReasonOf(place.GapBefore));
    }

    private int Copy(long offset, in LogExtent extent, Span<byte> into)
    {
        var bytes = _frame.AsSpan(LogFrame.HeaderSize, extent.Length)[(int)(offset - extent.Offset)..];
        var count = Math.Min(bytes.Length, into.Length);
        bytes[..count].CopyTo(into);
        return count;
    }

    private bool TryReadFrame(in LogExtent extent, out LogFrame frame)
    {
        _frame ??= new byte[LogFrame.HeaderSize + LogFrame.MaxPayload];
        try
        {
            return extent.File.TryRead(extent, _frame, out frame);
        }
        catch (IOException)
        {
            // The disk does not give it back: as good as damaged.
            frame = default;
            return false;
        }
    }

    /// <summary>Stands in a part that already counts this reader.</summary>
    private void Enter(RecordPart part)
    {
        if (part == _part)
            return;
        Leave();
        _part = part;
        try
        {
            _reader = part.Open(disk.OpenToRead(part.Path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Deleted with its server, or not readable: nothing is found in it.
        }
    }

    private void Leave()
    {
        _reader?.Dispose();
        _reader = null;
        if (_part is null)
            return;
        record.Leave(_part);
        _part = null;
    }
}
