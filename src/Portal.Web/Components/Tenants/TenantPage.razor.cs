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
public sealed partial class TenantPage : IDisposable
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
    private bool _missing;
    private bool _gone;

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
    public required Trail Trail { get; init; }

    protected override void OnInitialized()
    {
        Tenants.Changed += OnChanged;
        Grants.Changed += OnChanged;
        HandOvers.Changed += OnChanged;
    }

    protected override async Task OnParametersSetAsync()
    {
        _saved = false;
        await ReadAsync();
        _allowed = _tenant?.Allowed ?? BmcRight.None;
    }

    public void Dispose()
    {
        _gone = true;
        HandOvers.Changed -= OnChanged;
        Grants.Changed -= OnChanged;
        Tenants.Changed -= OnChanged;
    }

    private void OnChanged() => _ = InvokeAsync(async () =>
    {
        if (_gone)
            return;
        await ReadAsync();
        StateHasChanged();
    });

    private async Task ReadAsync()
    {
        try
        {
            var caller = await Visit.GetCallerAsync();
            if (!Guid.TryParse(Id, out var id))
                throw new NotFoundException();
            var tenant = await Tenants.GetAsync(caller, id, CancellationToken.None);
            _servers = [.. (await Access.ListAsync(caller, CancellationToken.None)).Where(server => string.Equals(server.Tenant, tenant.Name, StringComparison.Ordinal))];
            _people = await Grants.MayReadAsync(caller, CancellationToken.None)
                ? [.. (await People.ListAsync(caller, CancellationToken.None)).Where(person => person.TenantId == id)]
                : null;
            _handOvers = [.. (await HandOvers.ListAsync(caller, null, HandOverDesk.MostListed, CancellationToken.None)).Where(row => row.From == tenant.Name || row.To == tenant.Name).Take(MostHandOvers)];
            _tenant = tenant;
            Trail.Lay("/tenants", new Crumb(L["tenants.title"], "/tenants"), new Crumb(tenant.Name));
        }
        catch (NotFoundException)
        {
            _missing = true;
        }
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
        try
        {
            await act(await Visit.GetCallerAsync());
        }
        catch (NotFoundException)
        {
            _refusal = L["access.gone"];
        }

        await ReadAsync();
    }

    private async Task CloseInviteAsync()
    {
        _inviting = false;
        await ReadAsync();
    }
}
