using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Portal.Web.Identity.SingleSignOn;

/// <summary>What went wrong on the way to a provider and back, as a word that the sign-in page knows.</summary>
internal static class SsoFailure
{
    public const string Denied = "denied";

    /// <summary>Words for <c>?error=</c>, each with a text <c>sso.error.…</c>.</summary>
    public static readonly string[] Words =
    [
        Denied, "unreachable", "clock", "audience", "expired", "failed", "email", "unverified", "unknown", "conflict", "disabled", "tenant", "group", "taken", "other", "time", "setup",
    ];

    public static string WordOf(Exception? failure) => failure switch
    {
        SecurityTokenInvalidAudienceException or SecurityTokenInvalidIssuerException or SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidSignatureException => "audience",
        SecurityTokenExpiredException or SecurityTokenNotYetValidException or SecurityTokenInvalidLifetimeException => "clock",
        OpenIdConnectProtocolInvalidNonceException => "expired",
        OpenIdConnectProtocolException { Message: var message } when message.Contains("access_denied", StringComparison.Ordinal) => Denied,
        HttpRequestException or IOException or TaskCanceledException => "unreachable",
        InvalidOperationException { Message: var message } when message.StartsWith("IDX20803", StringComparison.Ordinal) => "unreachable",
        { Message: var message } when message.Contains("Correlation failed", StringComparison.Ordinal) || message.Contains("oauth state was missing", StringComparison.OrdinalIgnoreCase)
            || message.Contains("Unable to unprotect the message.State", StringComparison.Ordinal) => "expired",
        { InnerException: { } inner } => WordOf(inner),
        _ => "failed",
    };
}
