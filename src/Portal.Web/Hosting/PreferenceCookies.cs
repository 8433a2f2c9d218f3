namespace Portal.Web.Hosting;

/// <summary>Cookies that hold what a browser prefers. They are no secret and name nobody.</summary>
internal static class PreferenceCookies
{
    /// <summary>Language, in ASP.NET Core's form <c>c=zh-CN|uic=zh-CN</c>.</summary>
    public const string Culture = "pilotlight-culture";

    /// <summary><c>dark</c>, <c>light</c>, or absent to follow the system.</summary>
    public const string Theme = "pilotlight-theme";

    /// <summary>The theme the browser chose; null to follow the system.</summary>
    public static string? GetTheme(this HttpContext context) => context.Request.Cookies[Theme] switch
    {
        "dark" => "dark",
        "light" => "light",
        _ => null,
    };
}
