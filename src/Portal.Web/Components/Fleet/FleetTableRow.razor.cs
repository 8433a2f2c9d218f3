using Microsoft.AspNetCore.Components;
using Portal.Fleet.Servers;

namespace Portal.Web.Components.Fleet;

/// <summary>One server's row. Drawn again only when something in it changed: a fleet is read every second, and of its rows a few are new.</summary>
public sealed partial class FleetTableRow
{
    private (ServerView Server, IReadOnlyList<string> Columns, bool MaySelect, bool IsSelected, bool IsStale)? _drawn;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Columns { get; set; }

    [Parameter]
    public bool MaySelect { get; set; }

    [Parameter]
    public bool IsSelected { get; set; }

    /// <summary>Its figures are older than they should be: time alone makes it so.</summary>
    [Parameter]
    public bool IsStale { get; set; }

    [Parameter]
    public EventCallback<(ServerView Server, bool Range)> OnSelect { get; set; }

    [Parameter]
    public EventCallback<ServerView> OnPower { get; set; }

    private string RowClass => (IsStale, IsSelected) switch
    {
        (true, true) => "table-row is-stale is-selected",
        (true, false) => "table-row is-stale",
        (false, true) => "table-row is-selected",
        _ => "table-row",
    };

    protected override bool ShouldRender()
    {
        var now = (Server, Columns, MaySelect, IsSelected, IsStale);
        if (_drawn is { } drawn && drawn == now)
            return false;
        _drawn = now;
        return true;
    }
}
