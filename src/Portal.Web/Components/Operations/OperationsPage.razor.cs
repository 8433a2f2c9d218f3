using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Power;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Operations;

/// <summary>The newest power operations of every server the viewer may see, live.</summary>
public sealed partial class OperationsPage
{
    private const int Limit = 200;
    private static readonly TimeSpan s_atMost = TimeSpan.FromSeconds(1);

    private List<PowerOperationView>? _operations;
    private int _running;
    private int _confirmed;
    private int _other;

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required FleetFeed Feed { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    protected override Task OnInitializedAsync()
    {
        Trail.Lay(null, new Crumb(L["operations.title"]));
        Keep(Feed.Watch(Refresh, s_atMost));
        return RefreshAsync();
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        _operations = [.. await Access.ListOperationsAsync(await Visit.GetCallerAsync(), Limit, ct)];
        _running = _operations.Count(operation => !operation.Ended);
        _confirmed = _operations.Count(operation => operation.State == PowerOperationState.Confirmed);
        _other = _operations.Count - _running - _confirmed;
    }
}
