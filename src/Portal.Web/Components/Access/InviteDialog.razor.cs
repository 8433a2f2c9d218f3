using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Rules;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;
using Portal.Web.Identity.Links;

namespace Portal.Web.Components.Access;

/// <summary>Invites somebody, with a role over their tenant or, for staff, over all servers. The link is shown once.</summary>
public sealed partial class InviteDialog
{
    private ModalDialog? _dialog;
    private IReadOnlyList<RoleView> _roles = [];
    private string _email = "";
    private string _name = "";
    private string _role = "";
    private string? _link;
    private string? _message;
    private bool _busy;

    /// <summary>The tenant; null for the platform's staff.</summary>
    [Parameter]
    public Guid? TenantId { get; set; }

    [Parameter]
    public string? TenantName { get; set; }

    [Parameter]
    public EventCallback OnClosed { get; set; }

    [Inject]
    public required InviteDesk Desk { get; init; }

    [Inject]
    public required GrantBook Grants { get; init; }

    [Inject]
    public required RoleBook Roles { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

    private RoleView? Chosen => _roles.FirstOrDefault(role => (role.Id?.ToString() ?? role.Role.ToString()) == _role);

    protected override async Task OnInitializedAsync() => _roles = await Roles.ListAsync(await Visit.GetCallerAsync(), CancellationToken.None);

    private async Task InviteAsync()
    {
        if (_busy)
            return;
        (_busy, _message) = (true, null);
        try
        {
            string? id = null;
            _message = await L.TryAsync(Visit, Prompt, async caller =>
            {
                if (id is null)
                    (id, _link) = await Desk.InviteAsync(caller, _email, _name, TenantId?.ToString("N"), CancellationToken.None);
                if (Chosen is { } role)
                {
                    var kind = TenantId is null ? ScopeKind.Fleet : ScopeKind.Tenant;
                    await Grants.GiveAsync(caller, new NewGrant(id, role.Role, kind, TenantId?.ToString("N")) { CustomRoleId = role.Id }, CancellationToken.None);
                }
            });
        }
        finally
        {
            _busy = false;
        }
    }
}
