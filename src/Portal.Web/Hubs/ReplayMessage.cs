using MessagePack;

namespace Portal.Web.Hubs;

/// <summary>A piece of a console's past, as <c>Replay</c> streams it.</summary>
/// <param name="Offset">Of the first byte of <paramref name="Data"/>; in a screen, of the moment it shows.</param>
/// <param name="Time">When it was printed, in milliseconds of Unix time; 0 when nothing is kept.</param>
/// <param name="Data">Safe for a terminal.</param>
/// <param name="GapBefore">Why bytes are missing before these, as in <see cref="ConsoleChunkMessage"/>.</param>
/// <param name="Screen">It is no output but draws the screen of that moment on an empty terminal: the first message of every replay.</param>
[MessagePackObject]
public sealed record ReplayMessage(
    [property: Key("offset")] long Offset,
    [property: Key("time")] long Time,
    [property: Key("data")] byte[] Data,
    [property: Key("gapBefore")] string? GapBefore,
    [property: Key("screen")] bool Screen)
{
    /// <summary>Offset and length, never the characters.</summary>
    public override string ToString() => $"{Data.Length} bytes at {Offset}";
}
