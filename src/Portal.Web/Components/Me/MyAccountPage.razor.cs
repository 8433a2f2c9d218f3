using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Portal.Web.Components.Viewing;
using Portal.Web.Identity;
using Portal.Web.Identity.SingleSignOn;

namespace Portal.Web.Components.Me;

/// <summary>My account: who I am, how I sign in, where I am signed in. The forms post to the portal by themselves; nothing secret passes through the circuit.</summary>
public sealed partial class MyAccountPage
{
    private static readonly (string Culture, string Name)[] s_languages = [("en", "English"), ("zh-CN", "简体中文")];
    private static readonly string[] s_themes = ["system", "dark", "light"];
    private static readonly string[] s_done = ["name", "password", "authenticator", "passkey", "passkeyGone", "session", "sessions", "connected", "disconnected"];
    private static readonly string[] s_errors = ["expired", "gone", "locked", "present", "password_short", "password_weak", "password_mismatch", "last_way"];

    private MyAccount? _me;

    [SupplyParameterFromQuery(Name = "done")]
    public string? Done { get; set; }

    [SupplyParameterFromQuery(Name = "error")]
    public string? Error { get; set; }

    /// <summary>Which panel it is about.</summary>
    [SupplyParameterFromQuery(Name = "part")]
    public string? Part { get; set; }

    [Inject]
    private PortalOptions Options { get; init; } = null!;

    [Inject]
    private MyAccountReader Reader { get; init; } = null!;

    [Inject]
    public required AuthenticationStateProvider Authentication { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    // A word nobody knows is not repeated: it may come from anywhere.
    private string? Said => Error is not null && s_errors.Contains(Error) ? L[$"me.error.{Error}"].Value
        : L.SingleSignOn(Options, Error, null) is { } failed ? failed : Done is not null && s_done.Contains(Done) ? L[$"me.done.{Done}"].Value : null;

    protected override async Task OnInitializedAsync()
    {
        Trail.Lay("/", new Crumb(L["me.title"], null));
        _me = await Reader.ReadAsync((await Authentication.GetAuthenticationStateAsync()).User, CancellationToken.None);
    }
}
