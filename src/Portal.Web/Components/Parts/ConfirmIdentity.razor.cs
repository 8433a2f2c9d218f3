using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Portal.Web.Identity;

namespace Portal.Web.Components.Parts;

/// <summary>Asks again who somebody is. The portal checks by itself, wherever it matters; this only lets people get there.</summary>
public sealed partial class ConfirmIdentity
{
    private static readonly string[] s_errors = ["wrong", "locked", "expired", "passkey"];

    private ModalDialog? _dialog;
    private ProofWays? _ways;
    private bool _proved;

    /// <summary>Who it is has been proved, and the dialog is closed; the act may be tried again.</summary>
    [Parameter]
    public EventCallback OnConfirmed { get; set; }

    [Parameter]
    public EventCallback OnClosed { get; set; }

    [Inject]
    public required AuthenticationStateProvider Authentication { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    private MyAccountReader Reader { get; init; } = null!;

    private string Here => "/" + Navigation.ToBaseRelativePath(Navigation.Uri);

    protected override async Task OnInitializedAsync() => _ways = await Reader.ReadWaysAsync((await Authentication.GetAuthenticationStateAsync()).User, CancellationToken.None);

    private async Task ConfirmedAsync()
    {
        _proved = true;
        await _dialog!.CloseAsync();
    }
}
