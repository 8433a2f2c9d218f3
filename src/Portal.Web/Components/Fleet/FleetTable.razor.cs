using Microsoft.AspNetCore.Components;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Fleet;

/// <summary>The rows, virtualised; at 390 px the same rows are laid out as cards.</summary>
public sealed partial class FleetTable
{
    private static readonly (string Column, string? Class)[] s_columns =
        [("name", null), ("health", null), ("power", null), ("console", null), ("line", null), ("tenant", "wide"), ("site", "widest"), ("rack", "wider"), ("seen", null)];

    private List<ServerView> _items = [];

    [Parameter, EditorRequired]
    public required IReadOnlyList<ServerView> Rows { get; set; }

    [Parameter, EditorRequired]
    public required FleetOrder Order { get; set; }

    /// <summary>The address of the page in this order.</summary>
    [Parameter, EditorRequired]
    public required Func<FleetOrder, string> HrefOf { get; set; }

    [Parameter]
    public EventCallback<ServerView> OnPower { get; set; }

    [Inject]
    public required Visit Visit { get; init; }

    protected override void OnParametersSet() => _items = [.. Rows];

    private string? SortOf(string column) => Order.Column == column ? (Order.Descending ? "descending" : "ascending") : null;

    private string RowClass(ServerView server) => IsStale(server) ? "table-row is-stale" : "table-row";

    // The reason for not knowing stays readable in a greyed row.
    private string HealthClass(ServerView server) => $"state state-{L.Health(server.Status).Kind}{(server.Status.Link == LinkState.Online ? "" : " state-keep")}";

    private bool IsStale(ServerView server) => server.Status.Link != LinkState.Online || server.Status.SeenAt is not { } seen || Visit.IsStale(seen);
}
