using Microsoft.Win32.SafeHandles;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>A file with a part of one server's record. What changes is guarded by the record's lock.</summary>
internal abstract class RecordPart(string path, long start)
{
    private long _indexLength;

    public string Path { get; } = path;

    /// <summary>Offset of its first byte.</summary>
    public long Start { get; } = start;

    /// <summary>Offset behind its last byte, or behind its last gap.</summary>
    public long End { get; protected set; } = start;

    /// <summary>When its newest byte was printed, in milliseconds of Unix time.</summary>
    public long LastTime { get; protected set; }

    /// <summary>How large the file is.</summary>
    public long FileLength { get; protected set; }

    /// <summary>How large the index beside it is. Whoever writes the index tells, without the lock.</summary>
    public long IndexLength
    {
        get => Interlocked.Read(ref _indexLength);
        set => Interlocked.Exchange(ref _indexLength, value);
    }

    /// <summary>What it takes of the disk.</summary>
    public long DiskLength => FileLength + IndexLength;

    /// <summary>Reason of a gap right before <see cref="End"/>; 0 when there is none.</summary>
    public byte TailGap { get; protected set; }

    /// <summary>How many readers stand in it.</summary>
    public int Readers { get; set; }

    /// <summary>Opens it for one reader, who owns the file's handle.</summary>
    public abstract PartReader Open(SafeFileHandle file);
}
