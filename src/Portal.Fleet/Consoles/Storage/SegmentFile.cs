using System.Globalization;
using Microsoft.Win32.SafeHandles;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>
/// A segment: blocks behind each other, named by its first offset. Only the newest one of a server grows; a tail that a crash tore is cut
/// off, because the log still has those bytes.
/// </summary>
internal sealed class SegmentFile(string path, long start) : RecordPart(path, start)
{
    /*  0 magic | 8 server | 24 CRC-32C of these | 28 zero | 32 blocks  */
    public const int HeaderSize = 32;
    public const string Extension = ".seg";

    private static ReadOnlySpan<byte> Magic => "PLseg1\r\n"u8;

    /// <summary>When its oldest byte was printed.</summary>
    public long FirstTime { get; private set; }

    public static string NameOf(long start) => start.ToString("D19", CultureInfo.InvariantCulture) + Extension;

    public static byte[] Header(BmcId server)
    {
        var header = new byte[HeaderSize];
        Magic.CopyTo(header);
        server.Value.TryWriteBytes(header.AsSpan(8));
        BitConverter.TryWriteBytes(header.AsSpan(24), Crc32C.Of(0, header.AsSpan(0, 24)));
        return header;
    }

    /// <summary>Reads the headers of its blocks; null when there is none. The file's handle stays the caller's.</summary>
    /// <param name="doubtful">From this offset on a block may be torn, so its bytes are checked too.</param>
    public static SegmentFile? Load(string path, long start, SafeFileHandle file, BmcId server, long doubtful)
    {
        var header = new byte[HeaderSize];
        if (RecordDisk.Read(file, header, 0) < HeaderSize || !header.AsSpan().SequenceEqual(Header(server)))
            return null;
        var segment = new SegmentFile(path, start) { FileLength = HeaderSize };
        var reader = new BlockReader();
        var any = false;
        foreach (var block in Blocks(file, HeaderSize, start))
        {
            if (block.End > doubtful && !reader.TryRead(file, block))
                break;
            segment.Took(block);
            any = true;
        }

        return any ? segment : null;
    }

    /// <summary>The headers of the blocks from a position on, as far as they are sound.</summary>
    public static IEnumerable<BlockInfo> Blocks(SafeFileHandle file, long position, long end)
    {
        var length = RandomAccess.GetLength(file);
        var header = new byte[BlockInfo.HeaderSize];
        while (position + BlockInfo.HeaderSize <= length)
        {
            if (RecordDisk.Read(file, header, position) == header.Length && BlockInfo.TryRead(header, position, out var block) && block.Next <= length && block.First >= end)
            {
                yield return block;
                position = block.Next;
                end = block.End;
            }
            else if (NextMagic(file, position + 1, length) is { } next)
                position = next;
            else
                yield break;
        }
    }

    /// <summary>Where a header may begin: behind a damaged one there are sound blocks, and they must be neither lost nor overwritten.</summary>
    private static long? NextMagic(SafeFileHandle file, long position, long length)
    {
        var window = new byte[64 * 1024];
        while (position + BlockInfo.HeaderSize <= length)
        {
            var read = RecordDisk.Read(file, window, position);
            if (window.AsSpan(0, read).IndexOf(BlockInfo.Magic) is >= 0 and var at)
                return position + at;
            position += Math.Max(1, read - BlockInfo.Magic.Length + 1);
        }

        return null;
    }

    /// <summary>A block was appended. Under the record's lock once readers know the segment.</summary>
    public void Took(in BlockInfo block)
    {
        FirstTime = FileLength <= HeaderSize ? block.FirstTime : Math.Min(FirstTime, block.FirstTime);
        LastTime = Math.Max(LastTime, block.LastTime);
        End = block.End;
        TailGap = block.TailGap;
        FileLength = block.Next;
    }

    public override PartReader Open(SafeFileHandle file) => new SegmentReader(file, Start);
}
