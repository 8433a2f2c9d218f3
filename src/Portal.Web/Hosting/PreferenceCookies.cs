using Portal.Web.Components.Viewing;

namespace Portal.Web.Hosting;

/// <summary>Cookies that hold what a browser prefers. They are no secret and name nobody.</summary>
internal static class PreferenceCookies
{
    /// <summary>Language, in ASP.NET Core's form <c>c=zh-CN|uic=zh-CN</c>.</summary>
    public const string Culture = "pilotlight-culture";

    /// <summary><c>dark</c>, <c>light</c>, or absent to follow the system.</summary>
    public const string Theme = "pilotlight-theme";

    /// <summary>The browser's time zone, an IANA name; written by <c>shell.ts</c>.</summary>
    public const string Zone = "pilotlight-zone";

    /// <summary><c>text</c> where consoles open as plain text; written by <c>transcript.ts</c>.</summary>
    public const string Console = "pilotlight-console";

    /// <summary>Which keys open the portal's menu over a terminal; written by <c>preferences.ts</c>.</summary>
    public const string Chord = "pilotlight-chord";

    /// <summary>Which keys open the portal's menu over a terminal.</summary>
    public static string GetChord(this HttpContext context) => ConsoleChord.Known(context.Request.Cookies[Chord]);

    /// <summary>Whether consoles open as plain text in this browser.</summary>
    public static bool PrefersText(this HttpContext context) => context.Request.Cookies[Console] == "text";

    /// <summary>The theme the browser chose; null to follow the system.</summary>
    public static string? GetTheme(this HttpContext context) => context.Request.Cookies[Theme] switch
    {
        "dark" => "dark",
        "light" => "light",
        _ => null,
    };

    /// <summary>The time zone the browser told, not checked; null when it has not told yet.</summary>
    public static string? GetZone(this HttpContext context) => context.Request.Cookies[Zone] is { Length: < 64 } zone ? Uri.UnescapeDataString(zone) : null;
}
