namespace Portal.Fleet.Consoles.Storage;

/// <summary>Where the commit log holds a run of one server's bytes, or a gap.</summary>
/// <param name="Position">Of the frame in the file.</param>
/// <param name="Length">Of the bytes; 0 for a gap.</param>
internal readonly record struct LogExtent(LogFile File, long Offset, int Position, ushort Length, byte Reason)
{
    public long End => Offset + Length;
}
