using Microsoft.AspNetCore.Components;
using Portal.Web.Identity;
using Portal.Web.Identity.SecondFactor;

namespace Portal.Web.Components.Account;

/// <summary>The second step of signing in: a code, a recovery code, or a passkey.</summary>
public sealed partial class SignInCode
{
    private bool _hasCodes;

    [SupplyParameterFromQuery(Name = "error")]
    public string? Error { get; set; }

    [SupplyParameterFromQuery(Name = "use")]
    public string? Use { get; set; }

    [SupplyParameterFromQuery(Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    [Inject]
    private SignInService Service { get; init; } = null!;

    [Inject]
    private AuthenticatorApps Apps { get; init; } = null!;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private bool IsRecovery => Use == "recovery";

    protected override async Task OnInitializedAsync()
    {
        if (await Service.FindPendingAsync(HttpContext) is not { } user)
            Navigation.NavigateTo("/sign-in?error=expired");
        else
            _hasCodes = await Apps.IsActiveAsync(user.Id, HttpContext.RequestAborted);
    }
}
