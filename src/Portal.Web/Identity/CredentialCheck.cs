using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Portal.Fleet.Access;

namespace Portal.Web.Identity;

/// <summary>
/// Whether what somebody came in with still holds. Requests ask this by themselves; circuits and hub connections live on after the request that opened
/// them, so it is asked for them again and again.
/// </summary>
internal sealed class CredentialCheck(IServiceScopeFactory scopes, EndedSessions ended, ApiTokens tokens)
{
    /// <summary>How often long-lived connections are asked. Signing out ends them at once; a password changed or a token deleted elsewhere ends them within this.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>For a user who came in by cookie: the session has not ended, the password is the same, the user is not disabled.</summary>
    public async Task<bool> HoldsAsync(ClaimsPrincipal user)
    {
        if (ended.Contains(user))
            return false;
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SignInManager<PortalUser>>().ValidateSecurityStampAsync(user) is { Disabled: false };
    }

    /// <summary>For the request that opened a connection: its token, or its cookie's user.</summary>
    public async Task<bool> HoldsAsync(HttpContext opening, CancellationToken ct) => ApiTokenHandler.Read(opening.Request) is { } token
        ? await tokens.AuthenticateAsync(token, ct) is not null
        : await HoldsAsync(opening.User);
}
