using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;
using Portal.Fleet.Tenants.HandOvers;
using Portal.Web.Components.Access;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;
using Portal.Web.Identity.Links;

namespace Portal.Web.Components.Tenants;

/// <summary>The tenant of who looks, for its own administrators: its servers, people, invitations and grants. Nothing of the provider's.</summary>
public sealed partial class OwnTenantPage
{
    private const int Shown = 50;
    private const int MostHandOvers = 10;

    private TenantView? _tenant;
    private IReadOnlyList<ServerView> _servers = [];
    private IReadOnlyList<PersonView> _members = [];
    private IReadOnlyList<PersonView> _invited = [];
    private IReadOnlyList<GrantView> _grants = [];
    private IReadOnlyList<HandOverView> _handOvers = [];
    private (PersonView Person, string Link)? _renewed;
    private PersonView? _asked;
    private ModalDialog? _dialog;
    private string? _refusal;
    private bool _inviting;

    [Inject]
    public required TenantDirectory Tenants { get; init; }

    [Inject]
    public required HandOverDesk HandOvers { get; init; }

    [Inject]
    public required PeopleBook People { get; init; }

    [Inject]
    public required InviteDesk Invitations { get; init; }

    [Inject]
    public required GrantBook Grants { get; init; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    protected override Task OnInitializedAsync()
    {
        Trail.Lay(null, new Crumb(L["own.title"]));
        Hear(() => Tenants.Changed += Refresh, () => Tenants.Changed -= Refresh);
        Hear(() => Grants.Changed += Refresh, () => Grants.Changed -= Refresh);
        Hear(() => HandOvers.Changed += Refresh, () => HandOvers.Changed -= Refresh);
        return RefreshAsync();
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        var caller = await Visit.GetCallerAsync();
        var tenant = await Tenants.GetOwnAsync(caller, ct);
        _servers = [.. (await Access.ListAsync(caller, ct)).OrderBy(server => server.Name, StringComparer.OrdinalIgnoreCase)];
        var people = (await People.ListAsync(caller, ct)).ToLookup(person => person.LastSignInAt is null && !person.Disabled && !person.IsSelf);
        (_members, _invited) = ([.. people[false]], [.. people[true]]);
        _grants = [.. (await Grants.ListAsync(caller, null, ct)).Where(grant => !grant.HasEndedAt(Visit.Now))];
        _handOvers = await HandOvers.ListAsync(caller, null, MostHandOvers, ct);
        _tenant = tenant;
    }

    private string GrantsOf(PersonView person) => person.Grants.Where(grant => !grant.HasEndedAt(Visit.Now)).Select(grant =>
        L[grant.Denies ? "people.denied" : "people.given", L.RoleName(grant.Role, grant.RoleName), L.Scope(grant.Scope, grant.ScopeName)].Value).ToList() is { Count: > 0 } grants
        ? string.Join(" · ", grants)
        : L["people.nothing"];

    private string Details(GrantView grant) => string.Join(" · ", new[] { L.Times(Visit, grant.StartsAt, grant.EndsAt), grant.Reason }.OfType<string>().DefaultIfEmpty(L["grants.always"].Value));

    private Task RenewAsync(PersonView person) => TryAsync(async caller => _renewed = (person, await Invitations.RenewAsync(caller, person.Id, CancellationToken.None)));

    private async Task TakeBackAsync(PersonView person)
    {
        await TryAsync(caller => People.RemoveAsync(caller, person.Id, CancellationToken.None));
        if (_dialog is not null && _asked is not null)
            await _dialog.CloseAsync();
    }

    private async Task TryAsync(Func<Caller, Task> act)
    {
        (_refusal, _renewed) = (null, null);
        _refusal = await L.TryAsync(Visit, Prompt, act);
        await RefreshAsync();
    }

    private Task CloseInviteAsync()
    {
        _inviting = false;
        return RefreshAsync();
    }
}
