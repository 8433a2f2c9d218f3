using Microsoft.AspNetCore.Components;

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

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    private bool IsCredentials => Error == "credentials";

    // A code nobody knows is not repeated: it may come from anywhere.
    private string? Message => Error is "credentials" or "locked" or "expired" or "slow_down" ? L[$"signIn.error.{Error}"].Value : null;
}
