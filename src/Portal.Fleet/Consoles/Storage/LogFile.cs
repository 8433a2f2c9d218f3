using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>
/// One file of the commit log. Written from front to end by one writer; after a failure it is never written again, because nobody knows
/// what the disk holds behind <see cref="Length"/>: the next file says how much of this one counts.
/// </summary>
internal sealed class LogFile : IDisposable
{
    /*  0 magic | 8 number | 16 how much of the file before counts | 24 CRC-32C of these | 28 zero | 32 jump | 40 CRC-32C of the jump
        | 44 boot | 60 CRC-32C of the boot | 64 frames  */
    public const int HeaderSize = 64;

    /// <summary>
    /// How many offsets every console skips after a crash while the record could not be written: more than could be printed meanwhile. It is
    /// written in place, which needs no room on a full disk.
    /// </summary>
    public const long Jump = 1L << 32;

    internal const string Extension = ".log";
    private const int JumpAt = 32;
    internal const int BootAt = 44;
    internal const int BootSize = 20;

    private readonly RecordDisk _disk;
    private readonly SafeFileHandle _file;

    private LogFile(RecordDisk disk, string path, long number, SafeFileHandle file, long length, Guid boot)
    {
        Boot = boot;
        _disk = disk;
        _file = file;
        Path = path;
        Number = number;
        Length = length;
    }

    private static ReadOnlySpan<byte> Magic => "PLlog1\r\n"u8;

    public string Path { get; }

    public long Number { get; }

    /// <summary>Which start of the machine it was written under; empty when that is not known.</summary>
    public Guid Boot { get; }

    /// <summary>How much of it is surely on the disk.</summary>
    public long Length { get; private set; }

    /// <summary>A frame of another file, left on the same place of the disk, must not pass for one of this.</summary>
    public uint Seed => (uint)Number ^ (uint)(Number >> 32) ^ 0x9E3779B9;

    /// <summary>Makes the next file of the log.</summary>
    /// <param name="previousLength">How much of the file before counts.</param>
    public static LogFile Create(RecordDisk disk, string directory, long number, long previousLength, long jump, Guid boot = default)
    {
        var path = System.IO.Path.Combine(directory, number.ToString("D12", CultureInfo.InvariantCulture) + Extension);
        var file = disk.Open(path, FileMode.Create);
        try
        {
            var header = new byte[HeaderSize];
            Magic.CopyTo(header);
            BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(8), number);
            BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), previousLength);
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(24), Crc32C.Of(0, header.AsSpan(0, 24)));
            PutJump(header.AsSpan(JumpAt), jump);
            boot.TryWriteBytes(header.AsSpan(BootAt));
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(BootAt + 16), Crc32C.Of(0, header.AsSpan(BootAt, 16)));
            disk.Write(file, header, 0);
            disk.Sync(file);
            disk.SyncDirectory(directory);
            return new LogFile(disk, path, number, file, HeaderSize, boot);
        }
        catch
        {
            file.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Opens the files of a log that was written before, oldest first. A file without a whole header was never written to.</summary>
    public static List<(LogFile File, long PreviousLength, long Jump)> OpenAll(RecordDisk disk, string directory)
    {
        var files = new List<(LogFile, long, long)>();
        var header = new byte[HeaderSize];
        foreach (var path in Directory.GetFiles(directory, "*" + Extension).Order(StringComparer.Ordinal))
        {
            if (!long.TryParse(System.IO.Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                continue;
            var handle = disk.OpenToRead(path);
            if (RecordDisk.Read(handle, header, 0) < HeaderSize || !header.AsSpan().StartsWith(Magic)
                || BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(24)) != Crc32C.Of(0, header.AsSpan(0, 24))
                || BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(8)) != number)
            {
                handle.Dispose();
                File.Delete(path);
                continue;
            }

            var jump = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(JumpAt));
            if (BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(JumpAt + 8)) != Crc32C.Of(0, header.AsSpan(JumpAt, 8)))
                jump = 0;
            var known = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(BootAt + 16)) == Crc32C.Of(0, header.AsSpan(BootAt, 16));
            var boot = known ? new Guid(header.AsSpan(BootAt, 16)) : Guid.Empty;
            files.Add((new LogFile(disk, path, number, handle, RandomAccess.GetLength(handle), boot), BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(16)), jump));
        }

        return files;
    }

    /// <summary>Writes behind what was written before; <see cref="Sync"/> makes it count.</summary>
    public void Write(ReadOnlySpan<byte> bytes, long position) => _disk.Write(_file, bytes, position);

    /// <summary>Everything up to this length counts from now on.</summary>
    public void Sync(long length)
    {
        SyncData();
        Synced(length);
    }

    /// <summary>Makes the disk hold what was written; <see cref="Synced"/> makes it count.</summary>
    public void SyncData() => _disk.Sync(_file);

    /// <summary>Everything up to this length is on the disk.</summary>
    public void Synced(long length) => Length = length;

    /// <summary>Notes in the file itself whether consoles go on without it.</summary>
    public void WriteJump(long jump)
    {
        Span<byte> bytes = stackalloc byte[12];
        PutJump(bytes, jump);
        _disk.Write(_file, bytes, JumpAt);
        _disk.Sync(_file);
    }

    /// <summary>Cuts off what does not count. The next file says the same, should this fail.</summary>
    public void Cut() => RandomAccess.SetLength(_file, Length);

    /// <summary>Only so much of it counts.</summary>
    public void Limit(long length) => Length = Math.Clamp(length, HeaderSize, Length);

    /// <summary>All that counts.</summary>
    public byte[] ReadAll()
    {
        var bytes = GC.AllocateUninitializedArray<byte>((int)Length);
        var read = RecordDisk.Read(_file, bytes, 0);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    /// <summary>Reads from a position on, and answers how much it was.</summary>
    public int Read(Span<byte> into, long position) => RecordDisk.Read(_file, into, position);

    /// <summary>Reads the frame of an extent; false when it is damaged.</summary>
    /// <param name="buffer">Holds the frame afterwards, its bytes behind the header.</param>
    public bool TryRead(in LogExtent extent, byte[] buffer, out LogFrame frame)
    {
        var size = LogFrame.HeaderSize + extent.Length;
        frame = default;
        return RecordDisk.Read(_file, buffer.AsSpan(0, size), extent.Position) == size && LogFrame.TryRead(buffer.AsSpan(0, size), Seed, out frame);
    }

    /// <summary>Deletes the file; who reads it this moment finds its bytes in the segments.</summary>
    public void Delete()
    {
        File.Delete(Path);
        Dispose();
    }

    public void Dispose() => _file.Dispose();

    private static void PutJump(Span<byte> into, long jump)
    {
        BinaryPrimitives.WriteInt64LittleEndian(into, jump);
        BinaryPrimitives.WriteUInt32LittleEndian(into[8..], Crc32C.Of(0, into[..8]));
    }
}
