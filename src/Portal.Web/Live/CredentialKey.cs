using System.Security.Claims;
using Portal.Fleet.Access;
using Portal.Web.Identity;
using Portal.Web.Identity.Sessions;

namespace Portal.Web.Live;

/// <summary>What a request came in with: whose, and by which session or token.</summary>
internal sealed record CredentialKey(string UserId, string? SessionId, string? TokenId)
{
    /// <summary>Null for nobody.</summary>
    public static CredentialKey? Of(ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true } && user.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
            ? new CredentialKey(id, user.FindFirstValue(SessionClaims.Session), user.FindFirstValue(ApiTokenHandler.TokenClaim))
            : null;

    public bool IsEndedBy(CredentialEnded ended) => ended.Kind switch
    {
        CredentialKind.User => ended.Id == UserId && (ended.ExceptSession is null || ended.ExceptSession != SessionId),
        CredentialKind.Session => ended.Id == SessionId,
        CredentialKind.Token => ended.Id == TokenId,
        _ => false,
    };
}
