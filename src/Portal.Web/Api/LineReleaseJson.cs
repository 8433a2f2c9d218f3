using Portal.Fleet.Consoles;

namespace Portal.Web.Api;

/// <summary>A serial line that is left to somebody else; it is taken back by itself.</summary>
internal sealed record LineReleaseJson(string By, DateTimeOffset Since, DateTimeOffset Until, string Reason)
{
    public static LineReleaseJson? From(ConsoleRelease? release) => release is null ? null : new(release.By, release.From, release.Until, release.Reason);
}
