using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Portal.Fleet.Access;

namespace Portal.Web.Identity;

/// <summary>Asks every 15 seconds whether the user of a circuit may still be there. Stock is half an hour.</summary>
internal sealed class CircuitAuthenticationState(ILoggerFactory loggerFactory, IServiceScopeFactory scopes, EndedSessions ended)
    : RevalidatingServerAuthenticationStateProvider(loggerFactory)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(15);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        if (ended.Contains(authenticationState.User))
            return false;
        await using var scope = scopes.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignInManager<PortalUser>>();
        var user = await signIn.ValidateSecurityStampAsync(authenticationState.User);
        return user is { Disabled: false };
    }
}
