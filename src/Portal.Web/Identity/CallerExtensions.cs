using System.Security.Claims;
using Portal.Fleet.Access;
using Portal.Web.Identity.Sessions;

namespace Portal.Web.Identity;

/// <summary>Makes the <see cref="Caller"/> that the gate asks for, at the edge.</summary>
internal static class CallerExtensions
{
    /// <summary>The signed-in user as a caller. Anonymous users have no business behind the edge.</summary>
    /// <param name="via"><c>page</c>, <c>console</c> or <c>api</c>.</param>
    public static Caller ToCaller(this ClaimsPrincipal user, string via, string? remoteAddress = null)
    {
        var id = user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("The request has no signed-in user.");
        var token = user.FindFirstValue(ApiTokenHandler.TokenClaim) is { } text ? Guid.Parse(text) : (Guid?)null;
        return new Caller(id, user.Identity?.Name ?? id, via, remoteAddress)
        {
            TokenId = token,
            // A browser without a session has proved nothing, ever.
            SessionId = token is null ? user.FindSessionId() ?? Guid.Empty : null,
            Credential = CredentialOf(user),
        };
    }

    /// <summary>The signed-in user of a request, with the address it came from.</summary>
    public static Caller GetCaller(this HttpContext context, string via) => context.User.ToCaller(via, context.Connection.RemoteIpAddress?.ToString());

    /// <summary>What the audit calls the session or token: enough to find it, not enough to use it.</summary>
    private static string? CredentialOf(ClaimsPrincipal user) =>
        user.FindFirstValue(ApiTokenHandler.TokenClaim) is { Length: > 0 } token ? $"token {Short(token)}"
        : user.FindFirstValue(SessionClaims.Session) is { Length: > 0 } session ? $"session {Short(session)}"
        : null;

    private static string Short(string id) => id.Length > 8 ? id[..8] : id;
}
