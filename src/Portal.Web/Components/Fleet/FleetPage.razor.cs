using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Fleet.Views;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Fleet;

/// <summary>One live table of every server the viewer may see. Filter, order, groups and columns are in the URL; who is selected stays through all of them.</summary>
public sealed partial class FleetPage : IDisposable
{
    private static readonly TimeSpan s_atMost = TimeSpan.FromSeconds(1);

    private readonly HashSet<BmcId> _selected = [];
    private IDisposable? _watch;
    private IReadOnlyList<ServerView> _shown = [];
    private List<FleetRow> _rows = [];
    private IReadOnlyList<string> _columns = FleetColumns.Usual;
    private FleetState _state = new(null, FleetOrder.ByName, null, null);
    private string? _liked;
    private ServerView? _powerFor;
    private PowerAction? _bulk;
    private BmcId? _last;
    private int _hidden;
    private bool _mayAdd;
    private bool _maySelect;

    [SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "group")]
    public string? Group { get; set; }

    [SupplyParameterFromQuery(Name = "cols")]
    public string? Cols { get; set; }

    [Inject]
    public required FleetFeed Feed { get; init; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required ViewShelf Views { get; init; }

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
        if (await Visit.FindCallerAsync() is not { } caller)
            return;
        _mayAdd = await Access.IsAdministratorAsync(caller, CancellationToken.None);
        _liked = await Views.GetColumnsAsync(caller, CancellationToken.None);
        Arrange();
    }

    protected override void OnParametersSet()
    {
        _state = new FleetState(Query, FleetOrder.Parse(Sort), FleetColumns.ParseGrouping(Group), string.IsNullOrEmpty(Cols) ? null : string.Join(',', FleetColumns.Parse(Cols)));
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
        // The same list as long as it says the same: rows are drawn again when it is another.
        var columns = FleetColumns.Parse(_state.Columns ?? _liked);
        if (!columns.SequenceEqual(_columns))
            _columns = columns;
        if (Feed.Servers is not { } servers)
            return;
        var query = FleetQueryBar.Understood(Query);
        _shown = _state.Order.Apply(query.IsEmpty ? servers : [.. servers.Where(query.Matches)]);
        _rows = FleetGroup.Rows(_shown, _state.Group);
        _maySelect = servers.Any(server => server.Rights.MaySwitchPower());
        if (_selected.Count > 0)
            _selected.IntersectWith(servers.Select(server => server.Id));
        Count();
    }

    private void Count() => _hidden = _selected.Count == 0 ? 0 : _selected.Count - _shown.Count(server => _selected.Contains(server.Id));

    private void Select((ServerView Server, bool Range) which)
    {
        var id = which.Server.Id;
        if (which.Range && _last is { } last)
        {
            // From the last one to this one, in the order that is seen.
            var (from, to) = (_rows.FindIndex(row => row.Server?.Id == last), _rows.FindIndex(row => row.Server?.Id == id));
            if (from >= 0 && to >= 0)
                _selected.UnionWith(_rows[Math.Min(from, to)..(Math.Max(from, to) + 1)].Select(row => row.Server?.Id).OfType<BmcId>());
        }
        else if (!_selected.Remove(id))
        {
            _selected.Add(id);
        }
        _last = id;
        Count();
    }

    private void SelectAll() => Toggle(_shown);

    private void SelectGroup(FleetGroup group) => Toggle(group.Servers);

    private void Toggle(IReadOnlyList<ServerView> servers)
    {
        if (servers.All(server => _selected.Contains(server.Id)))
            _selected.ExceptWith(servers.Select(server => server.Id));
        else
            _selected.UnionWith(servers.Select(server => server.Id));
        Count();
    }

    private void ClearSelection()
    {
        _selected.Clear();
        Count();
    }

    private void Search(string query) => Navigation.NavigateTo((_state with { Query = query }).Href, replace: true);

    private void GroupBy(string? by) => Navigation.NavigateTo((_state with { Group = by }).Href, replace: true);

    private async Task ChooseColumns(IReadOnlyList<string> columns)
    {
        _liked = FleetColumns.Format(columns);
        await Views.SetColumnsAsync(await Visit.GetCallerAsync(), _liked, CancellationToken.None);
        Navigation.NavigateTo((_state with { Columns = _liked }).Href, replace: true);
        Arrange();
    }
}
