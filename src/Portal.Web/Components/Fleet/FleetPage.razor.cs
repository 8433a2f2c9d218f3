using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Fleet;

/// <summary>One live table of every server the viewer may see. Filter and order are in the URL.</summary>
public sealed partial class FleetPage : IDisposable
{
    private static readonly TimeSpan s_atMost = TimeSpan.FromSeconds(1);

    private IDisposable? _watch;
    private IReadOnlyList<ServerView> _rows = [];
    private FleetOrder _order = FleetOrder.ByName;
    private ServerView? _powerFor;
    private bool _mayAdd;

    [SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [Inject]
    public required FleetFeed Feed { get; init; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override async Task OnInitializedAsync()
    {
        Trail.Lay(null, new Crumb(L["fleet.title"]));
        _watch = Feed.Watch(() => _ = InvokeAsync(Show), s_atMost);
        if (await Visit.FindCallerAsync() is { } caller)
            _mayAdd = await Access.IsAdministratorAsync(caller, CancellationToken.None);
    }

    protected override void OnParametersSet()
    {
        _order = FleetOrder.Parse(Sort);
        Arrange();
    }

    public void Dispose() => _watch?.Dispose();

    private void Show()
    {
        Arrange();
        StateHasChanged();
    }

    private void Arrange()
    {
        var query = FleetQueryBar.Understood(Query);
        _rows = Feed.Servers is { } servers ? _order.Apply(query.IsEmpty ? servers : [.. servers.Where(query.Matches)]) : [];
    }

    private void Search(string query) => Navigation.NavigateTo(HrefForQuery(query), replace: true);

    private string HrefForQuery(string query) => Href(query, _order);

    private string HrefForOrder(FleetOrder order) => Href(Query, order);

    private static string Href(string? query, FleetOrder order)
    {
        var parts = new List<string>(2);
        if (!string.IsNullOrWhiteSpace(query))
            parts.Add($"q={Uri.EscapeDataString(query.Trim())}");
        if (order != FleetOrder.ByName)
            parts.Add($"sort={order}");
        return parts.Count == 0 ? "/" : $"/?{string.Join('&', parts)}";
    }
}
