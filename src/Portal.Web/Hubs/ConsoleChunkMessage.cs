using MessagePack;

namespace Portal.Web.Hubs;

/// <summary>Bytes of a console at their absolute offset, as <c>Attach</c> streams them. The next byte wanted is at <c>offset + data.length</c>.</summary>
/// <param name="Offset">How many bytes this server had printed before the first of <paramref name="Data"/>.</param>
/// <param name="Data">What it printed, at most 16 KiB.</param>
/// <param name="GapBefore">Why bytes are missing before these: <c>not-kept</c>, <c>line-lost</c>, <c>bmc-overrun</c>, <c>record-lost</c>, <c>not-recorded</c>; null when none are.</param>
[MessagePackObject]
public sealed record ConsoleChunkMessage(
    [property: Key("offset")] long Offset,
    [property: Key("data")] byte[] Data,
    [property: Key("gapBefore")] string? GapBefore)
{
    /// <summary>Offset and length, never the characters.</summary>
    public override string ToString() => $"{Data.Length} bytes at {Offset}";
}
