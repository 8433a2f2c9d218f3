using Microsoft.AspNetCore.Components;
using Portal.Web.Identity;
using Portal.Web.Identity.SingleSignOn;

namespace Portal.Web.Components.Account;

/// <summary>Asks again who somebody is, for forms that have no dialog.</summary>
public sealed partial class ConfirmPage
{
    private ProofWays _ways = new(true, []);

    [SupplyParameterFromQuery(Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    /// <summary><c>wrong</c>, <c>locked</c>, <c>expired</c>, <c>slow_down</c>, or <c>sso_…</c>.</summary>
    [SupplyParameterFromQuery(Name = "error")]
    public string? Error { get; set; }

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    [Inject]
    private PortalOptions Options { get; init; } = null!;

    [Inject]
    private MyAccountReader Reader { get; init; } = null!;

    private string? Message => Error is "wrong" or "locked" or "expired" or "slow_down" ? L[$"confirm.error.{Error}"].Value
        : L.SingleSignOn(Options, Error, _ways.Providers.Count > 0 ? _ways.Providers[0].Key : null);

    protected override async Task OnInitializedAsync() => _ways = await Reader.ReadWaysAsync(HttpContext.User, HttpContext.RequestAborted);
}
