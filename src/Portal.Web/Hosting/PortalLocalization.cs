using Microsoft.AspNetCore.Localization;

namespace Portal.Web.Hosting;

/// <summary>The languages of the pages. A cookie wins, then what the browser asks for.</summary>
internal static class PortalLocalization
{
    /// <summary>English first: it is the default.</summary>
    public static IReadOnlyList<string> Cultures { get; } = ["en", "zh-CN"];

    public static void UsePortalLocalization(this WebApplication app)
    {
        var options = new RequestLocalizationOptions { ApplyCurrentCultureToResponseHeaders = true }
            .SetDefaultCulture(Cultures[0])
            .AddSupportedCultures([.. Cultures])
            .AddSupportedUICultures([.. Cultures]);
        options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = PreferenceCookies.Culture }, new AcceptLanguageHeaderRequestCultureProvider()];
        app.UseRequestLocalization(options);
    }
}
