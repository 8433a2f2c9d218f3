using MessagePack;
using Portal.Fleet.Consoles;

namespace Portal.Web.Hubs;

/// <summary>A serial line that is left to somebody else; it is taken back by itself.</summary>
/// <param name="By">Who gave it away.</param>
/// <param name="Until">In milliseconds of Unix time.</param>
[MessagePackObject]
public sealed record ConsoleReleaseMessage(
    [property: Key("by")] string By,
    [property: Key("until")] long Until,
    [property: Key("reason")] string Reason)
{
    internal static ConsoleReleaseMessage? From(ConsoleRelease? release) => release is null ? null : new(release.By, release.Until.ToUnixTimeMilliseconds(), release.Reason);
}
