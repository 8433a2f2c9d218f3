using Microsoft.Win32.SafeHandles;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>Reads one file of a record.</summary>
internal abstract class PartReader(SafeFileHandle file) : IDisposable
{
    protected SafeFileHandle File { get; } = file;

    /// <summary>Bytes at an offset or the next ones behind it; null when there are none before <paramref name="end"/>.</summary>
    public abstract RecordPiece? Read(long offset, long end, Span<byte> into, bool oneTime);

    /// <summary>Offset of the first byte of a time or later; null when all before <paramref name="end"/> are older.</summary>
    public abstract long? Find(long time, long end);

    public void Dispose() => File.Dispose();
}
