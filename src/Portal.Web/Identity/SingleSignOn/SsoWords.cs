using Microsoft.Extensions.Localization;

namespace Portal.Web.Identity.SingleSignOn;

/// <summary>What went wrong with a provider, for people.</summary>
internal static class SsoWords
{
    private const string Prefix = "sso_";

    /// <summary>The sentence for <c>?error=sso_…</c>; null for everything else: a word nobody knows is not repeated, it may come from anywhere.</summary>
    public static string? SingleSignOn(this IStringLocalizer<Text> texts, PortalOptions options, string? error, string? provider)
    {
        if (error?.StartsWith(Prefix, StringComparison.Ordinal) != true || !SsoFailure.Words.Contains(error[Prefix.Length..]))
            return null;
        var name = options.SignIn.Providers.FirstOrDefault(known => known.Key == provider)?.Name ?? texts["sso.provider"].Value;
        return texts[$"sso.error.{error[Prefix.Length..]}", name];
    }
}
