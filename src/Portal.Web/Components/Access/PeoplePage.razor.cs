using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Access;

/// <summary>The people that the viewer may know of: what they may do, when they were last here, and whether they still may.</summary>
public sealed partial class PeoplePage
{
    private IReadOnlyList<PersonView>? _people;
    private PersonView? _asked;
    private ModalDialog? _dialog;
    private string? _refusal;
    private bool _inviting;
    private bool _invites;
    private Guid? _ownTenant;

    /// <summary>Words of name and tenant.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Q { get; set; }

    [Inject]
    public required PeopleBook People { get; init; }

    [Inject]
    public required GrantBook Grants { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private List<PersonView> Shown => [.. (_people ?? []).Where(person => string.IsNullOrWhiteSpace(Q)
        || new[] { person.Name, person.DisplayName, person.Tenant }.Any(text => text?.Contains(Q.Trim(), StringComparison.OrdinalIgnoreCase) == true))];

    protected override Task OnInitializedAsync()
    {
        Trail.Lay(null, new Crumb(L["people.title"]));
        Hear(() => Grants.Changed += Refresh, () => Grants.Changed -= Refresh);
        return RefreshAsync();
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        var caller = await Visit.GetCallerAsync();
        _people = await People.ListAsync(caller, ct);
        (_invites, _ownTenant) = await MayInviteAsync(caller);
    }

    private async Task<(bool May, Guid? Tenant)> MayInviteAsync(Caller caller)
    {
        try
        {
            return (true, await People.DemandInviteAsync(caller, null, CancellationToken.None));
        }
        catch (Exception e) when (e is NotFoundException or AccessRefusedException)
        {
            return (false, null);
        }
    }

    private Task CloseInviteAsync()
    {
        _inviting = false;
        return RefreshAsync();
    }

    private string GrantsOf(PersonView person) => string.Join(" · ", person.Grants.Where(grant => !grant.HasEndedAt(Visit.Now)).Select(grant =>
        L[grant.Denies ? "people.denied" : "people.given", L.RoleName(grant.Role, grant.RoleName), L.Scope(grant.Scope, grant.ScopeName)].Value));

    private async Task AskAsync(PersonView person)
    {
        if (person.Disabled)
            await DisableAsync(person, false);
        else
            _asked = person;
    }

    private Task DisableAsync(PersonView person, bool disabled) => TryAsync(async caller =>
    {
        await People.DisableAsync(caller, person.Id, disabled, CancellationToken.None);
        if (_dialog is not null && _asked is not null)
            await _dialog.CloseAsync();
    });

    private Task EndSessionsAsync(PersonView person) => TryAsync(caller => People.EndSessionsAsync(caller, person.Id, CancellationToken.None));

    private async Task TryAsync(Func<Caller, Task> act)
    {
        _refusal = null;
        _refusal = await L.TryAsync(Visit, Prompt, act);
        if (_refusal is not null)
            _asked = null;
        await RefreshAsync();
    }
}
