using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Portal.Fleet.Access;
using Portal.Web.Live;

namespace Portal.Web.Identity;

/// <summary>Ends the user of a circuit at once when the credential ends, and asks every 15 seconds (stock is half an hour) in case that was missed.</summary>
internal sealed class CircuitAuthenticationState : RevalidatingServerAuthenticationStateProvider
{
    private readonly CredentialCheck _check;
    private readonly CredentialBus _bus;
    private Task<AuthenticationState>? _state;

    public CircuitAuthenticationState(ILoggerFactory loggerFactory, CredentialCheck check, CredentialBus bus)
        : base(loggerFactory)
    {
        _check = check;
        _bus = bus;
        AuthenticationStateChanged += state => _state = state;
        _bus.Ended += OnEnded;
    }

    protected override TimeSpan RevalidationInterval => CredentialCheck.Interval;

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        _check.HoldsAsync(authenticationState.User);

    protected override void Dispose(bool disposing)
    {
        _bus.Ended -= OnEnded;
        base.Dispose(disposing);
    }

    private void OnEnded(CredentialEnded ended)
    {
        // Static pages have a provider too, which nobody has told its user: they are gone with their request.
        if (_state is { IsCompletedSuccessfully: true } state && CredentialKey.Of(state.GetAwaiter().GetResult().User)?.IsEndedBy(ended) == true)
            SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
    }
}
