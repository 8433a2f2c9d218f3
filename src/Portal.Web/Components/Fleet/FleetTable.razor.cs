using Microsoft.AspNetCore.Components;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Fleet;

/// <summary>The rows, virtualised; at 390 px the same rows are laid out as cards.</summary>
public sealed partial class FleetTable
{
    // With more columns than this the table is wider than the window, and scrolls.
    private const int MostInWindow = 9;

    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Columns { get; set; }

    [Parameter, EditorRequired]
    public required FleetOrder Order { get; set; }

    /// <summary>The address of the page in this order.</summary>
    [Parameter, EditorRequired]
    public required Func<FleetOrder, string> HrefOf { get; set; }

    /// <summary>The viewer may do something with many servers at once.</summary>
    [Parameter]
    public bool MaySelect { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlySet<BmcId> Selected { get; set; }

    /// <summary>All that are shown are selected.</summary>
    [Parameter]
    public bool AllSelected { get; set; }

    [Parameter]
    public EventCallback OnSelectAll { get; set; }

    /// <summary>One is selected or not any more; with Shift, all from the last one to it.</summary>
    [Parameter]
    public EventCallback<(ServerView Server, bool Range)> OnSelect { get; set; }

    [Parameter]
    public EventCallback<ServerView> OnPower { get; set; }

    [Inject]
    public required Visit Visit { get; init; }

    [Parameter, EditorRequired]
    public required List<FleetRow> Rows { get; set; }

    [Parameter]
    public EventCallback<FleetGroup> OnSelectGroup { get; set; }

    private bool IsUsual => ReferenceEquals(Columns, FleetColumns.Usual);

    private string TableClass => !IsUsual && Columns.Count > MostInWindow ? "table fleet-table is-wide" : "table fleet-table";

    private string NameOf(FleetGroup group) => group.Name.Length > 0 ? group.Name : L["fleet.group.none"];

    private string? SortOf(string column) => Order.Column == column ? (Order.Descending ? "descending" : "ascending") : null;

    private bool IsStale(ServerView server) => server.Status.Link != LinkState.Online || server.Status.SeenAt is not { } seen || Visit.IsStale(seen);
}
