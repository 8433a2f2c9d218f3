using System.Buffers.Binary;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>One entry of the commit log.</summary>
/// <param name="Reason">Of a gap.</param>
/// <param name="Length">Of the bytes behind the header.</param>
/// <param name="Offset">Of the first byte, or of the first byte after a gap.</param>
/// <param name="Time">In milliseconds of Unix time.</param>
internal readonly record struct LogFrame(FrameKind Kind, byte Reason, int Length, long Offset, long Time, BmcId Server)
{
    /*  0 magic | 4 CRC-32C of all that follows, seeded with the log's number | 8 kind | 9 reason | 10 length | 12 offset | 20 time | 28 server | 44 bytes  */
    public const int HeaderSize = 44;

    /// <summary>Longest run of bytes in one frame: a reader checks a whole frame, so it must not be large.</summary>
    public const int MaxPayload = 16 * 1024;

    /// <summary>What every frame begins with; where the log is damaged, the next frame is found by it.</summary>
    public static ReadOnlySpan<byte> Magic => "PLf1"u8;

    /// <summary>Length of the whole frame.</summary>
    public int Size => HeaderSize + Length;

    /// <summary>Writes the frame; its bytes come in two parts because they lie in a ring.</summary>
    public void Write(Span<byte> into, uint seed, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        Magic.CopyTo(into);
        into[8] = (byte)Kind;
        into[9] = Reason;
        BinaryPrimitives.WriteUInt16LittleEndian(into[10..], (ushort)Length);
        BinaryPrimitives.WriteInt64LittleEndian(into[12..], Offset);
        BinaryPrimitives.WriteInt64LittleEndian(into[20..], Time);
        Server.Value.TryWriteBytes(into[28..]);
        head.CopyTo(into[HeaderSize..]);
        tail.CopyTo(into[(HeaderSize + head.Length)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(into[4..], Crc32C.Of(seed, into[8..Size]));
    }

    /// <summary>Reads a frame that is whole and undamaged; what follows it does not matter.</summary>
    public static bool TryRead(ReadOnlySpan<byte> from, uint seed, out LogFrame frame)
    {
        frame = default;
        if (from.Length < HeaderSize || !from.StartsWith(Magic))
            return false;
        var length = BinaryPrimitives.ReadUInt16LittleEndian(from[10..]);
        if (length > MaxPayload || from.Length < HeaderSize + length)
            return false;
        if (Crc32C.Of(seed, from[8..(HeaderSize + length)]) != BinaryPrimitives.ReadUInt32LittleEndian(from[4..]))
            return false;
        frame = new LogFrame(
            (FrameKind)from[8], from[9], length, BinaryPrimitives.ReadInt64LittleEndian(from[12..]), BinaryPrimitives.ReadInt64LittleEndian(from[20..]),
            new BmcId(new Guid(from[28..44])));
        return frame.Offset >= 0;
    }
}
