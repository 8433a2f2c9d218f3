namespace Portal.Fleet.Consoles.Storage;

/// <summary>A run of bytes in a block that were printed at one time, or a gap.</summary>
/// <param name="At">Where the bytes are among the block's.</param>
/// <param name="Length">0 for a gap.</param>
internal readonly record struct BlockEntry(long Offset, long Time, int At, int Length, byte Reason)
{
    public long End => Offset + Length;
}
