using System.Buffers.Binary;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>
/// The header of a block, which is also the segment's index: a block is at most 64 KiB of bytes, so whoever knows all headers finds every
/// offset and every time by unpacking one block.
/// </summary>
/// <param name="Position">Of the header in the file.</param>
/// <param name="First">Offset of its first byte.</param>
/// <param name="End">Offset behind its last byte, or behind its last gap.</param>
/// <param name="TailGap">Reason of a gap right before <paramref name="End"/>; 0 when its last entry is bytes.</param>
internal readonly record struct BlockInfo(
    long Position, long First, long End, long FirstTime, long LastTime, int RawLength, int StoredLength, uint Checksum, bool Packed, byte TailGap)
{
    /*  0 magic | 4 CRC-32C of 8 to 56 | 8 first | 16 end | 24 first time | 32 last time | 40 raw length | 44 stored length | 48 CRC-32C of what is stored
        | 52 packed | 53 tail gap | 54 zero | 56 stored  */
    public const int HeaderSize = 56;

    /// <summary>Largest block, unpacked: what a reader allocates must not depend on what a damaged file says.</summary>
    public const int MaxRaw = 160 * 1024;

    /// <summary>What every header begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "PLb1"u8;

    /// <summary>Position behind the block.</summary>
    public long Next => Position + HeaderSize + StoredLength;

    public void Write(Span<byte> into)
    {
        into[..HeaderSize].Clear();
        Magic.CopyTo(into);
        BinaryPrimitives.WriteInt64LittleEndian(into[8..], First);
        BinaryPrimitives.WriteInt64LittleEndian(into[16..], End);
        BinaryPrimitives.WriteInt64LittleEndian(into[24..], FirstTime);
        BinaryPrimitives.WriteInt64LittleEndian(into[32..], LastTime);
        BinaryPrimitives.WriteInt32LittleEndian(into[40..], RawLength);
        BinaryPrimitives.WriteInt32LittleEndian(into[44..], StoredLength);
        BinaryPrimitives.WriteUInt32LittleEndian(into[48..], Checksum);
        into[52] = Packed ? (byte)1 : (byte)0;
        into[53] = TailGap;
        BinaryPrimitives.WriteUInt32LittleEndian(into[4..], Crc32C.Of(0, into[8..HeaderSize]));
    }

    public static bool TryRead(ReadOnlySpan<byte> from, long position, out BlockInfo block)
    {
        block = default;
        if (from.Length < HeaderSize || !from.StartsWith(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(from[4..]) != Crc32C.Of(0, from[8..HeaderSize]))
            return false;
        block = new BlockInfo(
            position, BinaryPrimitives.ReadInt64LittleEndian(from[8..]), BinaryPrimitives.ReadInt64LittleEndian(from[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[24..]), BinaryPrimitives.ReadInt64LittleEndian(from[32..]),
            BinaryPrimitives.ReadInt32LittleEndian(from[40..]), BinaryPrimitives.ReadInt32LittleEndian(from[44..]),
            BinaryPrimitives.ReadUInt32LittleEndian(from[48..]), from[52] != 0, from[53]);
        return block is { RawLength: >= 0 and <= MaxRaw, StoredLength: >= 0 and <= MaxRaw } && block.First >= 0 && block.End >= block.First;
    }
}
