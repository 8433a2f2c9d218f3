using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Access;

/// <summary>Roles, and what each right means. Those who manage everybody, or all people of a tenant, make their own.</summary>
public sealed partial class RolesPage
{
    private IReadOnlyList<RoleView>? _roles;
    private ModalDialog? _dialog;
    private RoleView? _editing;
    private BmcRight _rights;
    private string _name = "";
    private string? _message;
    private bool _open;
    private bool _makes;
    private bool _missing;

    [Inject]
    public required RoleBook Roles { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    protected override async Task OnInitializedAsync()
    {
        Trail.Lay("/people", new Crumb(L["people.title"], "/people"), new Crumb(L["roles.title"]));
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        try
        {
            var caller = await Visit.GetCallerAsync();
            _roles = await Roles.ListAsync(caller, CancellationToken.None);
            _makes = await Roles.MayMakeAsync(caller, CancellationToken.None);
        }
        catch (NotFoundException)
        {
            _missing = true;
        }
    }

    private void Open(RoleView? role)
    {
        (_editing, _name, _rights, _message, _open) = (role, role?.Name ?? "", role?.Rights ?? BmcRight.View, null, true);
    }

    private Task SaveAsync() => TryAsync(async caller => await Roles.SaveAsync(caller, _editing?.Id, _name, _rights, CancellationToken.None));

    private Task DeleteAsync() => TryAsync(caller => Roles.DeleteAsync(caller, _editing!.Id!.Value, CancellationToken.None));

    private async Task TryAsync(Func<Caller, Task> act)
    {
        _message = null;
        _message = await L.TryAsync(Visit, Prompt, async caller =>
        {
            await act(caller);
            await _dialog!.CloseAsync();
        });
        await ReadAsync();
    }
}
