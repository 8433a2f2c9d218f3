using Microsoft.AspNetCore.Components;
using Portal.Fleet.SignIn;
using Portal.Web.Identity.Links;
using Portal.Web.Identity.Passwords;

namespace Portal.Web.Components.Account;

/// <summary>Where a one-time link leads: an invitation, or a forgotten password.</summary>
public sealed partial class SetPassword
{
    private string? _email;
    private bool _isInvitation;
    private int _least = PasswordRules.LeastLength;

    [SupplyParameterFromQuery(Name = "token")]
    public string? Token { get; set; }

    /// <summary><c>password_short</c>, <c>password_weak</c>, <c>password_mismatch</c>, <c>expired</c> or <c>slow_down</c>.</summary>
    [SupplyParameterFromQuery(Name = "error")]
    public string? Error { get; set; }

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    [Inject]
    private OneTimeLinks Links { get; init; } = null!;

    protected override async Task OnInitializedAsync()
    {
        if (await Links.FindAsync(Token, HttpContext.RequestAborted) is not { } link)
            return;
        (_email, _isInvitation) = (link.Email, link.Purpose == LinkPurpose.Invitation);
        _least = link.IsStaff ? PasswordRules.LeastLengthOfStaff : PasswordRules.LeastLength;
    }

    private string? MessageFor(params ReadOnlySpan<string> codes) =>
        Error is null || !codes.Contains(Error) ? null : Error == "password_short" ? L["password.short", _least].Value : L[$"setup.error.{Error}"].Value;
}
