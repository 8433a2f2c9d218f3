using Microsoft.Win32.SafeHandles;
using Portal.Fleet.Consoles.Storage;
using Portal.Fleet.Consoles.Text;

namespace Portal.Fleet.Consoles.Search;

/// <summary>
/// The lines that end in a block. A line belongs to the block that it ends in; what it began with before comes from the carry: the bytes since
/// the last line feed. Holds one block.
/// </summary>
internal sealed class BlockLines
{
    private readonly BlockReader _reader = new();
    private long _first;

    public LineCollector Text { get; } = new();

    /// <summary>Reads a block; false when it is damaged.</summary>
    public bool TryRead(SafeFileHandle file, in BlockInfo block, ReadOnlySpan<byte> carry, ConsoleCharset charset)
    {
        _first = block.First;
        Text.Reset(block.First - carry.Length, charset);
        if (!_reader.TryRead(file, block))
            return false;
        Text.Add(carry, block.First - carry.Length);
        foreach (var entry in _reader.Entries)
        {
            if (entry.Length == 0)
                Text.Break(entry.Offset);
            else
                Text.Add(_reader.Bytes(entry, 0, entry.Length), entry.Offset);
        }

        return true;
    }

    /// <summary>Whether a line ends in the block.</summary>
    public bool IsHere(in CleanLine line) => line.End > _first;

    /// <summary>When the line's first byte in this block was printed.</summary>
    public long TimeOf(in CleanLine line)
    {
        var entries = _reader.Entries;
        var (low, high) = (0, entries.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (entries[middle].End > line.Offset)
                high = middle;
            else
                low = middle + 1;
        }

        return entries.Count == 0 ? 0 : entries[low].Time;
    }

    /// <summary>What the next block's lines may have begun with, added to what came before.</summary>
    public byte[] CarryBehind(ReadOnlySpan<byte> carry)
    {
        var entries = _reader.Entries;
        var tail = new byte[SegmentIndex.LongestCarry];
        var at = tail.Length;
        var index = entries.Count - 1;
        for (; index >= 0 && at > 0; index--)
        {
            var entry = entries[index];
            if (entry.Length == 0 || (index + 1 < entries.Count && entries[index + 1].Offset != entry.End))
                break;
            var count = Math.Min(entry.Length, at);
            at -= count;
            _reader.Bytes(entry, entry.Length - count, count).CopyTo(tail.AsSpan(at));
        }

        if (index < 0 && at > 0 && entries.Count > 0 && entries[0].Offset == _first)
        {
            var count = Math.Min(carry.Length, at);
            at -= count;
            carry[^count..].CopyTo(tail.AsSpan(at));
        }

        return Cut(tail.AsSpan(at), isWhole: at > 0);
    }

    /// <summary>The bytes behind the last line feed; none when the line began earlier than one may look.</summary>
    public static byte[] Cut(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        var feed = bytes.LastIndexOf((byte)'\n');
        return feed >= 0 ? bytes[(feed + 1)..].ToArray() : isWhole ? bytes.ToArray() : [];
    }

    /// <summary>The carry of a place, from the record itself.</summary>
    public static byte[] CarryBefore(ServerRecord record, long offset)
    {
        using var cursor = record.OpenCursor();
        var bytes = new byte[SegmentIndex.LongestCarry];
        var from = Math.Max(0, offset - bytes.Length);
        var begin = from;
        var count = 0;
        while (from < offset && cursor.Read(from, bytes.AsSpan(count, (int)(offset - from))) is { } piece && piece.Offset < offset)
        {
            if (piece.Offset != from || piece.Gap is not null)
            {
                // Bytes are missing: a line begins behind them.
                bytes.AsSpan(count, piece.Count).CopyTo(bytes);
                (begin, count) = (piece.Offset, 0);
            }

            count += piece.Count;
            from = piece.Offset + piece.Count;
        }

        return from == offset ? Cut(bytes.AsSpan(0, count), isWhole: count < bytes.Length || begin == 0) : [];
    }
}
