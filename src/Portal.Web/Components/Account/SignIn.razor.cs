using Microsoft.AspNetCore.Components;
using Portal.Web.Identity.SingleSignOn;

namespace Portal.Web.Components.Account;

public sealed partial class SignIn
{
    /// <summary>Why the last attempt failed: <c>credentials</c>, <c>locked</c>, <c>expired</c> or <c>slow_down</c>.</summary>
    [SupplyParameterFromQuery(Name = "error")]
    public string? Error { get; set; }

    /// <summary>The first administrator was just made.</summary>
    [SupplyParameterFromQuery(Name = "ready")]
    public string? Ready { get; set; }

    [SupplyParameterFromQuery(Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    /// <summary>The provider of single sign-on that it is about.</summary>
    [SupplyParameterFromQuery(Name = "provider")]
    public string? Provider { get; set; }

    [Inject]
    private PortalOptions Options { get; init; } = null!;

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    private bool IsCredentials => Error == "credentials";

    // A code nobody knows is not repeated: it may come from anywhere.
    private string? Message => Error is "credentials" or "locked" or "expired" or "slow_down" ? L[$"signIn.error.{Error}"].Value : L.SingleSignOn(Options, Error, Provider);
}
