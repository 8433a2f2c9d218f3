namespace Portal.Fleet.Consoles;

/// <summary>Bytes are missing right before an offset.</summary>
/// <param name="Offset">Offset of the first byte after the gap.</param>
/// <param name="Reason">As in <see cref="ConsoleChunk.GapBefore"/>.</param>
internal readonly record struct ConsoleGap(long Offset, string Reason)
{
    /// <summary>Older than the record.</summary>
    public const string NotKept = "not-kept";

    /// <summary>The portal was not attached, or a packet was lost.</summary>
    public const string LineLost = "line-lost";

    /// <summary>The BMC says that it lost characters itself.</summary>
    public const string BmcOverrun = "bmc-overrun";
}
