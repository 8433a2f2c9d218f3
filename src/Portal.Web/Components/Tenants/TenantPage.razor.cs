using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;
using Portal.Fleet.Tenants.HandOvers;
using Portal.Web.Api;
using Portal.Web.Components.Access;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Tenants;

/// <summary>One tenant: its servers, its people, what they may hold at most, and whether they may do anything at all.</summary>
public sealed partial class TenantPage
{
    private const int Shown = 50;
    private const int MostHandOvers = 10;

    private static readonly BmcRight[] s_allowable = [.. RightNames.All.Where(right => RoleRights.Allowable.HasFlag(right))];

    private TenantView? _tenant;
    private IReadOnlyList<ServerView> _servers = [];
    private IReadOnlyList<PersonView>? _people;
    private IReadOnlyList<HandOverView> _handOvers = [];
    private BmcRight _allowed;
    private TenantVerb? _verb;
    private ServerView? _handing;
    private string? _refusal;
    private bool _assigning;
    private bool _inviting;
    private bool _saved;

    [Parameter]
    public required string Id { get; set; }

    [Inject]
    public required TenantDirectory Tenants { get; init; }

    [Inject]
    public required HandOverDesk HandOvers { get; init; }

    [Inject]
    public required PeopleBook People { get; init; }

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

    protected override void OnInitialized()
    {
        Hear(() => Tenants.Changed += Refresh, () => Tenants.Changed -= Refresh);
        Hear(() => Grants.Changed += Refresh, () => Grants.Changed -= Refresh);
        Hear(() => HandOvers.Changed += Refresh, () => HandOvers.Changed -= Refresh);
    }

    protected override async Task OnParametersSetAsync()
    {
        _saved = false;
        await RefreshAsync();
        _allowed = _tenant?.Allowed ?? BmcRight.None;
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        var caller = await Visit.GetCallerAsync();
        var tenant = await Tenants.GetAsync(caller, Guid.TryParse(Id, out var id) ? id : throw new NotFoundException(), ct);
        _servers = [.. (await Access.ListAsync(caller, ct)).Where(server => string.Equals(server.Tenant, tenant.Name, StringComparison.Ordinal))];
        _people = await Grants.MayReadAsync(caller, ct)
            ? [.. (await People.ListAsync(caller, ct)).Where(person => person.TenantId == id)]
            : null;
        _handOvers = [.. (await HandOvers.ListAsync(caller, null, HandOverDesk.MostListed, ct)).Where(row => row.From == tenant.Name || row.To == tenant.Name).Take(MostHandOvers)];
        _tenant = tenant;
        Trail.Lay("/tenants", new Crumb(L["tenants.title"], "/tenants"), new Crumb(tenant.Name));
    }

    private string GrantsOf(PersonView person) => person.Grants.Where(grant => !grant.HasEndedAt(Visit.Now)).Select(grant =>
        L[grant.Denies ? "people.denied" : "people.given", L.RoleName(grant.Role, grant.RoleName), L.Scope(grant.Scope, grant.ScopeName)].Value).ToList() is { Count: > 0 } grants
        ? string.Join(" · ", grants)
        : L["people.nothing"];

    private void Ask(TenantVerb verb) => (_refusal, _verb) = (null, verb);

    private Task ResumeAsync() => TryAsync(caller => Tenants.ResumeAsync(caller, _tenant!.Id, CancellationToken.None));

    private async Task AllowAsync()
    {
        await TryAsync(caller => Tenants.AllowAsync(caller, _tenant!.Id, _allowed, CancellationToken.None));
        _saved = _refusal is null;
    }

    private async Task TryAsync(Func<Caller, Task> act)
    {
        _refusal = null;
        _refusal = await L.TryAsync(Visit, Prompt, act);
        await RefreshAsync();
    }

    private Task CloseInviteAsync()
    {
        _inviting = false;
        return RefreshAsync();
    }
}
