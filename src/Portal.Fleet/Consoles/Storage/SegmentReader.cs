using Microsoft.Win32.SafeHandles;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>Reads a segment: its index once, then one block at a time.</summary>
internal sealed class SegmentReader(SafeFileHandle file, long start) : PartReader(file)
{
    private readonly List<BlockInfo> _blocks = [];
    private readonly BlockReader _block = new();

    public override RecordPiece? Read(long offset, long end, Span<byte> into, bool oneTime)
    {
        Index(end);
        for (var index = BlockAt(offset); index < _blocks.Count; index++)
        {
            // A damaged block costs its bytes only; whoever reads goes on behind it and is told of a gap.
            if (Unpack(index) && ReadBlock(index, Math.Max(offset, _blocks[index].First), into, oneTime) is { } piece)
                return piece;
        }

        return null;
    }

    public override long? Find(long time, long end)
    {
        Index(end);
        for (var index = 0; index < _blocks.Count; index++)
        {
            if (_blocks[index].LastTime < time || !Unpack(index))
                continue;
            foreach (var entry in _block.Entries)
            {
                if (entry.Length > 0 && entry.Time >= time)
                    return entry.Offset;
            }
        }

        return null;
    }

    private RecordPiece? ReadBlock(int index, long offset, Span<byte> into, bool oneTime)
    {
        var entries = _block.Entries;
        var at = FirstEndingBehind(entries, offset);
        while (at < entries.Count && entries[at].Length == 0)
            at++;
        if (at == entries.Count)
            return null;

        var first = entries[at];
        var from = (int)Math.Max(0, offset - first.Offset);
        var begin = first.Offset + from;
        var gap = from == 0 ? GapBefore(index, at, begin) : null;
        var end = first.End;
        while (!oneTime && end - begin < into.Length && at + 1 < entries.Count && entries[at + 1].Length > 0 && entries[at + 1].Offset == end)
            end = entries[++at].End;
        var count = (int)Math.Min(into.Length, end - begin);
        _block.Bytes(first, from, count).CopyTo(into);
        return new RecordPiece(begin, count, first.Time, gap);
    }

    /// <summary>The gap right before an entry: in its block, or at the end of the block before.</summary>
    private GapSpan? GapBefore(int index, int entry, long offset)
    {
        GapSpan? gap = null;
        var first = entry;
        while (first > 0 && _block.Entries[first - 1] is { Length: 0 } before && before.Offset == offset)
            first--;
        for (; first < entry; first++)
            gap = GapSpan.Extend(gap, ConsoleGap.ReasonOf(_block.Entries[first].Reason)!, _block.Entries[first].Time);
        if (entry > 0 || gap is not null || index == 0 || _blocks[index - 1].End != offset || ConsoleGap.ReasonOf(_blocks[index - 1].TailGap) is not { } tail)
            return gap;
        return new GapSpan(tail, null, _blocks[index - 1].LastTime);
    }

    private bool Unpack(int index) => _block.Position == _blocks[index].Position || _block.TryRead(File, _blocks[index]);

    /// <summary>Learns of blocks up to an offset; the segment may have grown.</summary>
    private void Index(long end)
    {
        if (_blocks.Count > 0 && _blocks[^1].End >= end)
            return;
        var (position, from) = _blocks.Count == 0 ? (SegmentFile.HeaderSize, start) : (_blocks[^1].Next, _blocks[^1].End);
        foreach (var block in SegmentFile.Blocks(File, position, from))
        {
            if (block.End > end)
                break;
            _blocks.Add(block);
        }
    }

    private int BlockAt(long offset)
    {
        var (low, high) = (0, _blocks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_blocks[middle].End > offset)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private static int FirstEndingBehind(IReadOnlyList<BlockEntry> entries, long offset)
    {
        var (low, high) = (0, entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (entries[middle].End > offset)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
