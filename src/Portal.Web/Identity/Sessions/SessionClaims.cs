using System.Security.Claims;

namespace Portal.Web.Identity.Sessions;

/// <summary>What a signed-in browser's principal says beside the name.</summary>
internal static class SessionClaims
{
    /// <summary>The session's id, 32 hexadecimal digits.</summary>
    public const string Session = "sid";

    /// <summary>Present where the person must show a second factor, or make one, before anything else.</summary>
    public const string Weak = "weak";

    /// <summary>The session of a browser; null for tokens and for nobody.</summary>
    public static Guid? FindSessionId(this ClaimsPrincipal user) => Guid.TryParseExact(user.FindFirstValue(Session), "N", out var id) ? id : null;

    public static bool IsWeak(this ClaimsPrincipal user) => user.HasClaim(claim => claim.Type == Weak);
}
