using System.Security.Claims;
using Portal.Fleet.Access;
using Portal.Web.Identity.Sessions;
using Portal.Web.Live;

namespace Portal.Web.Identity;

/// <summary>
/// Whether what somebody came in with still holds. Every request is asked; what lives on after the request that opened it is told when a credential
/// ends, and asked again now and then in case that was missed.
/// </summary>
internal sealed class CredentialCheck(UserSessions sessions, ApiTokens tokens)
{
    /// <summary>How often long-lived connections are asked.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>For a user who came in by cookie: the session has not ended, the password is the same, the user is not disabled.</summary>
    public async Task<bool> HoldsAsync(ClaimsPrincipal user) => user.FindSessionId() is { } session && await sessions.HoldsAsync(session, CancellationToken.None);

    /// <summary>For whatever a request came in with: its token, or its cookie's user.</summary>
    public Task<bool> HoldsAsync(CredentialKey key, ClaimsPrincipal user, CancellationToken ct) =>
        key.TokenId is { } token ? tokens.HoldsAsync(Guid.Parse(token), ct) : HoldsAsync(user);
}
