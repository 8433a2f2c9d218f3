using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using Microsoft.Win32.SafeHandles;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>
/// Keyframes of one server and one stretch of offsets. Every frame is: length of what follows the head, length unpacked, offset, checksum; then the
/// packed screen. Damage costs the frames from there on, and with them nothing but time: screens are made from the record without them.
/// </summary>
internal static class ScreenFile
{
    public const string Extension = ".screens";

    /// <summary>So many offsets share a file: a power of two, and few enough frames that looking for one reads little.</summary>
    public const int StretchBits = 26;

    private const int HeadSize = 20;
    private const int LargestScreen = 1024 * 1024;
    private const int Quality = 5;
    private const int Window = 18;

    public static string PathOf(string directory, long stretch) =>
        Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{stretch}{Extension}"));

    /// <summary>Numbers of the stretches that there are files of.</summary>
    public static IEnumerable<long> Stretches(string directory)
    {
        if (!Directory.Exists(directory))
            yield break;
        foreach (var path in Directory.EnumerateFiles(directory, "*" + Extension))
        {
            if (long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var stretch))
                yield return stretch;
        }
    }

    /// <summary>Adds a frame behind the last whole one.</summary>
    public static void Append(RecordDisk disk, string directory, in Keyframe frame)
    {
        var packed = new byte[HeadSize + BrotliEncoder.GetMaxCompressedLength(frame.Screen.Length)];
        if (frame.Screen.Length > LargestScreen || !BrotliEncoder.TryCompress(frame.Screen, packed.AsSpan(HeadSize), out var length, Quality, Window))
            return;
        BinaryPrimitives.WriteInt32LittleEndian(packed, length);
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(4), frame.Screen.Length);
        BinaryPrimitives.WriteInt64LittleEndian(packed.AsSpan(8), frame.Offset);
        BinaryPrimitives.WriteUInt32LittleEndian(packed.AsSpan(16), Checksum(packed, length));
        using var file = disk.Open(PathOf(directory, frame.Offset >> StretchBits), FileMode.OpenOrCreate);
        long end = 0;
        foreach (var (position, size, _) in Heads(file))
            end = position + size;
        disk.Write(file, packed.AsSpan(0, HeadSize + length), end);
    }

    /// <summary>The last frame at or before an offset in one file; null when there is none.</summary>
    public static Keyframe? Find(RecordDisk disk, string path, long offset)
    {
        using var file = disk.OpenToRead(path);
        (long Position, int Size, long Offset)? last = null;
        foreach (var head in Heads(file))
        {
            if (head.Offset <= offset)
                last = head;
        }

        if (last is not { } found)
            return null;
        var bytes = new byte[found.Size];
        if (RecordDisk.Read(file, bytes, found.Position) < bytes.Length
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(16)) != Checksum(bytes, bytes.Length - HeadSize))
            return null;
        var screen = new byte[BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4))];
        return BrotliDecoder.TryDecompress(bytes.AsSpan(HeadSize), screen, out var written) && written == screen.Length
            ? new Keyframe(found.Offset, screen)
            : null;
    }

    private static List<(long Position, int Size, long Offset)> Heads(SafeFileHandle file)
    {
        var heads = new List<(long, int, long)>();
        var length = RandomAccess.GetLength(file);
        Span<byte> head = stackalloc byte[HeadSize];
        for (long position = 0; position + HeadSize < length && RecordDisk.Read(file, head, position) == HeadSize;)
        {
            var packed = BinaryPrimitives.ReadInt32LittleEndian(head);
            var screen = BinaryPrimitives.ReadInt32LittleEndian(head[4..]);
            if (packed is <= 0 or > LargestScreen || screen is < 0 or > LargestScreen || position + HeadSize + packed > length)
                break;
            heads.Add((position, HeadSize + packed, BinaryPrimitives.ReadInt64LittleEndian(head[8..])));
            position += HeadSize + packed;
        }

        return heads;
    }

    private static uint Checksum(ReadOnlySpan<byte> frame, int packed) =>
        Crc32C.Of(Crc32C.Of(0, frame[..16]), frame.Slice(HeadSize, packed));
}
