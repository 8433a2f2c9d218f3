using MessagePack;

namespace Portal.Web.Hubs;

/// <summary>Bytes of a console at their absolute offset, as <c>Attach</c> streams them. The next byte wanted is at <c>offset + data.length</c>.</summary>
/// <param name="Offset">How many bytes this server had printed before the first of <paramref name="Data"/>.</param>
/// <param name="Data">What it printed, at most 16 KiB.</param>
/// <param name="GapBefore">Why bytes are missing before these: <c>not-kept</c>, <c>line-lost</c>, <c>bmc-overrun</c>, <c>record-lost</c>, <c>not-recorded</c>,
/// <c>bmc-rebooted</c>, <c>session-lost</c>, <c>stolen</c>, <c>portal-down</c>, <c>released</c>, <c>not-wanted</c>; null when none are.</param>
/// <param name="GapFrom">When the line was last heard before the gap, in milliseconds of Unix time; null when that is not known.</param>
/// <param name="GapTo">When it was heard again.</param>
[MessagePackObject]
public sealed record ConsoleChunkMessage(
    [property: Key("offset")] long Offset,
    [property: Key("data")] byte[] Data,
    [property: Key("gapBefore")] string? GapBefore,
    [property: Key("gapFrom")] long? GapFrom = null,
    [property: Key("gapTo")] long? GapTo = null)
{
    /// <summary>Offset and length, never the characters.</summary>
    public override string ToString() => $"{Data.Length} bytes at {Offset}";
}
