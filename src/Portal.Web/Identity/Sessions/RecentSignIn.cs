using System.Security.Claims;
using Portal.Fleet.Access.Proof;

namespace Portal.Web.Identity.Sessions;

/// <summary>
/// Whether somebody proved who they are within the last five minutes. Acts that want it are held back where their intent is written (<see cref="ProofRules"/>); this
/// is for forms, which lead to the page that asks, and for pages that show what makes a way in. A request with an API token proves it by itself, each time.
/// </summary>
internal sealed class RecentSignIn(UserSessions sessions, TimeProvider time)
{
    public async Task<bool> HoldsAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        if (user.Identity is not { IsAuthenticated: true })
            return false;
        if (user.FindSessionId() is not { } id)
            return user.Identity.AuthenticationType == ApiTokenHandler.Scheme;
        return await sessions.ReadAsync(id, ct) is { } session && time.GetUtcNow() - session.ConfirmedAt <= ProofRules.Recent;
    }

    /// <exception cref="ProofNeededException">It is longer ago.</exception>
    public async Task RequireAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        if (!await HoldsAsync(user, ct))
            throw new ProofNeededException();
    }
}
