using System.Security.Claims;

namespace Portal.Web.Identity.Sessions;

/// <summary>
/// Whether somebody proved who they are within the last five minutes. Asked before verbs that hand out authority: credentials, roles, keys, tokens. A request
/// with an API token proves it by itself, each time: no browser sends one unasked.
/// </summary>
internal sealed class RecentSignIn(UserSessions sessions, TimeProvider time)
{
    public static readonly TimeSpan Recent = TimeSpan.FromMinutes(5);

    public async Task<bool> HoldsAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        if (user.Identity is not { IsAuthenticated: true })
            return false;
        if (user.FindSessionId() is not { } id)
            return user.Identity.AuthenticationType == ApiTokenHandler.Scheme;
        return await sessions.ReadAsync(id, ct) is { } session && time.GetUtcNow() - session.ConfirmedAt <= Recent;
    }

    /// <exception cref="SignInAgainException">It is longer ago.</exception>
    public async Task RequireAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        if (!await HoldsAsync(user, ct))
            throw new SignInAgainException();
    }
}
