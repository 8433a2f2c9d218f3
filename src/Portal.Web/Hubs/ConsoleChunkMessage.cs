using MessagePack;

namespace Portal.Web.Hubs;

/// <summary>Bytes of a console at their absolute offset, as <c>Attach</c> streams them. The next byte wanted is at <c>offset + data.length</c>.</summary>
/// <param name="Offset">How many bytes this server had printed before the first of <paramref name="Data"/>.</param>
/// <param name="Data">What it printed, at most 16 KiB.</param>
/// <param name="GapBefore">Why bytes are missing before these: <c>not-kept</c>, <c>line-lost</c>, <c>bmc-overrun</c>, <c>record-lost</c>, <c>not-recorded</c>,
/// <c>bmc-rebooted</c>, <c>session-lost</c>, <c>stolen</c>, <c>portal-down</c>, <c>released</c>, <c>not-wanted</c>, <c>record-required</c>; null when none are.</param>
/// <param name="GapFrom">When the line was last heard before the gap, in milliseconds of Unix time; null when that is not known.</param>
/// <param name="GapTo">When it was heard again.</param>
/// <param name="Screen">What to write to the terminal before <paramref name="Data"/>, so that it shows what was on the screen there; null where it goes on by itself. Has no length in offsets.</param>
[MessagePackObject]
public sealed record ConsoleChunkMessage(
    [property: Key("offset")] long Offset,
    [property: Key("data")] byte[] Data,
    [property: Key("gapBefore")] string? GapBefore,
    [property: Key("gapFrom")] long? GapFrom = null,
    [property: Key("gapTo")] long? GapTo = null,
    [property: Key("screen")] byte[]? Screen = null)
{
    /// <summary>Offset and length, never the characters.</summary>
    public override string ToString() => $"{Data.Length} bytes at {Offset}";
}
