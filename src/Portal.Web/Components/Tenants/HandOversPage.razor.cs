using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants.HandOvers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Tenants;

/// <summary>The hand-overs that the viewer may know of: staff all of them, a tenant's people those of their tenant, also of servers that are no longer theirs.</summary>
public sealed partial class HandOversPage : IDisposable
{
    private IReadOnlyList<HandOverView>? _handOvers;
    private bool _reads;
    private bool _gone;

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

    protected override async Task OnInitializedAsync()
    {
        Trail.Lay(null, new Crumb(L["handovers.title"]));
        HandOvers.Changed += OnChanged;
        Grants.Changed += OnChanged;
        await ReadAsync();
    }

    public void Dispose()
    {
        _gone = true;
        Grants.Changed -= OnChanged;
        HandOvers.Changed -= OnChanged;
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
        if (await Visit.FindCallerAsync() is not { } caller)
            return;
        _reads = await Grants.MayReadAsync(caller, CancellationToken.None);
        _handOvers = await HandOvers.ListAsync(caller, BmcId.TryParse(Server, out var server) ? server : null, HandOverDesk.MostListed, CancellationToken.None);
    }
}
