using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants.HandOvers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Tenants;

/// <summary>The hand-overs that the viewer may know of: staff all of them, a tenant's people those of their tenant, also of servers that are no longer theirs.</summary>
public sealed partial class HandOversPage
{
    private IReadOnlyList<HandOverView>? _handOvers;
    private bool _reads;

    /// <summary>Of one server only.</summary>
    [SupplyParameterFromQuery(Name = "server")]
    public string? Server { get; set; }

    [Inject]
    public required HandOverDesk HandOvers { get; init; }

    [Inject]
    public required GrantBook Grants { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    protected override Task OnInitializedAsync()
    {
        Trail.Lay(null, new Crumb(L["handovers.title"]));
        Hear(() => HandOvers.Changed += Refresh, () => HandOvers.Changed -= Refresh);
        Hear(() => Grants.Changed += Refresh, () => Grants.Changed -= Refresh);
        return RefreshAsync();
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        var caller = await Visit.GetCallerAsync();
        _reads = await Grants.MayReadAsync(caller, ct);
        _handOvers = await HandOvers.ListAsync(caller, BmcId.TryParse(Server, out var server) ? server : null, HandOverDesk.MostListed, ct);
    }
}
