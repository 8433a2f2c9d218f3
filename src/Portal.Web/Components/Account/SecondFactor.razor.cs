using Microsoft.AspNetCore.Components;
using Portal.Web.Identity;
using Portal.Web.Identity.SecondFactor;
using Portal.Web.Identity.Sessions;

namespace Portal.Web.Components.Account;

/// <summary>Adds an authenticator or a passkey. Whoever must have one and has none gets no further than here.</summary>
public sealed partial class SecondFactor
{
    private NewAuthenticator? _new;
    private QrPicture? _picture;
    private bool _isDemanded;

    /// <summary><c>code</c> or <c>expired</c>.</summary>
    [SupplyParameterFromQuery(Name = "error")]
    public string? Error { get; set; }

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    [Inject]
    private RecentSignIn Recent { get; init; } = null!;

    [Inject]
    private CredentialService Service { get; init; } = null!;

    [Inject]
    private AuthenticatorApps Apps { get; init; } = null!;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private string? Message => Error switch { null => null, "code" => L["code.wrong"].Value, _ => L["setup.error.expired"].Value };

    protected override async Task OnInitializedAsync()
    {
        var ct = HttpContext.RequestAborted;
        // What makes a way in is shown only to who just proved who they are.
        if (!await Recent.HoldsAsync(HttpContext.User, ct) || HttpContext.User.FindSessionId() is null)
        {
            Navigation.NavigateTo($"/account/confirm?returnUrl={Uri.EscapeDataString(SecondFactorGate.MakeOne)}");
            return;
        }
        _isDemanded = HttpContext.User.IsWeak();
        var user = await Service.GetUserAsync(HttpContext.User);
        _new = await Apps.BeginAsync(user, ct);
        _picture = _new is null ? null : QrPicture.Of(_new.Address);
    }
}
