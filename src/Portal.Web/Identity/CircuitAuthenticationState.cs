using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Portal.Web.Identity;

/// <summary>Asks every 15 seconds whether the user of a circuit may still be there (stock is half an hour), and at once when a session is signed out.</summary>
internal sealed class CircuitAuthenticationState : RevalidatingServerAuthenticationStateProvider
{
    private readonly CredentialCheck _check;
    private readonly EndedSessions _ended;

    public CircuitAuthenticationState(ILoggerFactory loggerFactory, CredentialCheck check, EndedSessions ended)
        : base(loggerFactory)
    {
        _check = check;
        _ended = ended;
        _ended.Ended += OnEnded;
    }

    protected override TimeSpan RevalidationInterval => CredentialCheck.Interval;

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        _check.HoldsAsync(authenticationState.User);

    protected override void Dispose(bool disposing)
    {
        _ended.Ended -= OnEnded;
        base.Dispose(disposing);
    }

    private void OnEnded()
    {
        // Static pages have a provider too, which nobody has told its user: they are gone with their request.
        var state = GetAuthenticationStateAsync();
        if (state.IsCompletedSuccessfully && _ended.Contains(state.GetAwaiter().GetResult().User))
            SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
    }
}
