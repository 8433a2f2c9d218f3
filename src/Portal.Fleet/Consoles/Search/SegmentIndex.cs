using System.Buffers.Binary;
using Portal.Fleet.Consoles.Storage;

namespace Portal.Fleet.Consoles.Search;

/// <summary>
/// The file beside a segment that tells which of its blocks cannot hold a text: an entry for each block, appended after the block. Nothing depends on
/// it: a block without an entry, or with a damaged one, is looked through, and what is missing is made again from the segment.
/// </summary>
internal static class SegmentIndex
{
    /*  0 magic | 4 CRC-32C of all that follows | 8 position of the block | 16 length of the filter | 20 length of the carry | 22 character set | 23 zero
        | 24 the block's header | 80 carry | filter  */
    private const int HeaderSize = 24 + BlockInfo.HeaderSize;

    /// <summary>A line that began so far before its block is cut there.</summary>
    public const int LongestCarry = 4096;

    public const int LongestEntry = HeaderSize + LongestCarry + Trigrams.MostBytes;

    public delegate void EntryVisitor(in BlockInfo block, ConsoleCharset charset, ReadOnlySpan<byte> carry, ReadOnlySpan<byte> filter);

    private static ReadOnlySpan<byte> Magic => "PLi1"u8;

    public static string PathOf(string segment) => Path.ChangeExtension(segment, ".idx");

    /// <summary>Writes an entry and answers its length.</summary>
    public static int Write(Span<byte> into, in BlockInfo block, ConsoleCharset charset, ReadOnlySpan<byte> carry, ReadOnlySpan<byte> filter)
    {
        var length = HeaderSize + carry.Length + filter.Length;
        into[..HeaderSize].Clear();
        Magic.CopyTo(into);
        BinaryPrimitives.WriteInt64LittleEndian(into[8..], block.Position);
        BinaryPrimitives.WriteInt32LittleEndian(into[16..], filter.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(into[20..], (ushort)carry.Length);
        into[22] = (byte)charset;
        block.Write(into[24..]);
        carry.CopyTo(into[HeaderSize..]);
        filter.CopyTo(into[(HeaderSize + carry.Length)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(into[4..], Crc32C.Of(0, into[8..length]));
        return length;
    }

    /// <summary>Visits the entries as far as they are sound, and answers how long that part is.</summary>
    public static int Read(ReadOnlySpan<byte> file, EntryVisitor visit)
    {
        var at = 0;
        while (file.Length - at >= HeaderSize)
        {
            var entry = file[at..];
            var filter = BinaryPrimitives.ReadInt32LittleEndian(entry[16..]);
            var carry = BinaryPrimitives.ReadUInt16LittleEndian(entry[20..]);
            if (!entry.StartsWith(Magic) || filter is < 8 or > Trigrams.MostBytes || !int.IsPow2(filter) || carry > LongestCarry || HeaderSize + carry + filter > entry.Length)
                break;
            var length = HeaderSize + carry + filter;
            if (BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]) != Crc32C.Of(0, entry[8..length])
                || !BlockInfo.TryRead(entry[24..HeaderSize], BinaryPrimitives.ReadInt64LittleEndian(entry[8..]), out var block))
                break;
            visit(block, (ConsoleCharset)entry[22], entry.Slice(HeaderSize, carry), entry.Slice(HeaderSize + carry, filter));
            at += length;
        }

        return at;
    }
}
