using Microsoft.Win32.SafeHandles;
using Portal.Fleet.Consoles.Storage;

namespace Portal.Fleet.Tests.Consoles.Storage;

/// <summary>A disk that fails on demand, and counts.</summary>
internal sealed class FaultyDisk : RecordDisk
{
    private int _syncs;

    /// <summary>Writing fails for want of room, after a part was written.</summary>
    public volatile bool IsFullNow;

    /// <summary>Writing through fails, once for each that is set.</summary>
    public int FailedSyncs;

    public int Syncs => Volatile.Read(ref _syncs);

    public override SafeFileHandle Open(string path, FileMode mode) => IsFullNow && mode == FileMode.Create ? throw Full() : base.Open(path, mode);

    public override void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long position)
    {
        if (IsFullNow && position >= RandomAccess.GetLength(file))
        {
            base.Write(file, bytes[..(bytes.Length / 2)], position);
            throw Full();
        }

        base.Write(file, bytes, position);
    }

    public override void Sync(SafeFileHandle file)
    {
        Interlocked.Increment(ref _syncs);
        if (Interlocked.Decrement(ref FailedSyncs) >= 0)
            throw new IOException("Input/output error", 5);
        FailedSyncs = 0;
        base.Sync(file);
    }

    private static IOException Full() => new("No space left on device", 28);
}
