using Microsoft.AspNetCore.Components;

namespace Portal.Web.Components.Account;

public sealed partial class Setup
{
    /// <summary>Why the last attempt failed: <c>token</c>, <c>email</c>, <c>password_short</c>, <c>password_weak</c>, <c>password_mismatch</c>, <c>expired</c> or <c>slow_down</c>.</summary>
    [SupplyParameterFromQuery(Name = "error")]
    public string? Error { get; set; }

    [SupplyParameterFromQuery(Name = "token")]
    public string? Token { get; set; }

    private string? MessageFor(params ReadOnlySpan<string> codes) => Error is not null && codes.Contains(Error) ? L[$"setup.error.{Error}"].Value : null;
}
