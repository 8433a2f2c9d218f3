using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Web.Components.Fleet;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Consoles;

/// <summary>Many consoles side by side. Which and in how many columns is in the URL, so that a wall can be kept and shared.</summary>
public sealed partial class ConsolesPage : IAsyncDisposable
{
    /// <summary>Each tile is a live console with a connection of its own; a browser has its limits, and so has a person.</summary>
    private const int MostTiles = 16;

    private static readonly TimeSpan s_atMost = TimeSpan.FromSeconds(1);
    /// <summary>How typing on all fares on one: the terminal's <c>tally.ts</c> names them.</summary>
    private static readonly string[] s_fares = ["sent", "taken", "echoed", "refused", "pasting", "stopped"];

    private static readonly int[] s_columns = [0, 1, 2, 3, 4];

    private IDisposable? _watch;
    private IJSObjectReference? _module;
    private IJSObjectReference? _handle;
    private ElementReference _wall;
    private IReadOnlyList<ServerView> _shown = [];
    private int _matching;
    private bool _broadcast;

    [SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    [SupplyParameterFromQuery(Name = "cols")]
    public int? ColumnsInUrl { get; set; }

    [Inject]
    public required FleetFeed Feed { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IJSRuntime Js { get; init; }

    private int Columns => ColumnsInUrl is > 0 and <= 4 and { } columns ? columns : 0;

    private int Auto => _shown.Count switch { <= 1 => 1, <= 4 => 2, <= 9 => 3, _ => 4 };

    private int Writable => _shown.Count(server => server.Rights.HasFlag(BmcRight.ConsoleWrite));

    private string Title
    {
        get
        {
            var silent = _shown.Count(server => server.Status.Console != ConsoleLineState.Live);
            return silent == 0 ? L["wall.title"] : L["wall.titleSilent", silent, _shown.Count];
        }
    }

    protected override void OnInitialized()
    {
        Trail.Lay(null, new Crumb(L["wall.title"]));
        _watch = Feed.Watch(() => _ = InvokeAsync(Show), s_atMost);
    }

    protected override void OnParametersSet() => Arrange();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = await Js.InvokeAsync<IJSObjectReference>("import", "./dist/console.js");
            StateHasChanged();
        }

        // The element is there from the first render with servers on.
        if (_module is not null && _handle is null && Feed.Servers is { Count: > 0 })
            _handle = await _module.InvokeAsync<IJSObjectReference>("wall", _wall, s_fares.ToDictionary(fare => fare, fare => L[$"wall.fare.{fare}"].Value));
    }

    public async ValueTask DisposeAsync()
    {
        _watch?.Dispose();
        try
        {
            if (_handle is not null)
            {
                await _handle.InvokeVoidAsync("dispose");
                await _handle.DisposeAsync();
            }

            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the wall with it.
        }
    }

    private void Show()
    {
        Arrange();
        StateHasChanged();
    }

    private void Arrange()
    {
        var query = FleetQueryBar.Understood(Query);
        var matching = Feed.Servers?.Where(server => server.Rights.HasFlag(BmcRight.ConsoleRead) && query.Matches(server)).ToList() ?? [];
        _matching = matching.Count;
        // By name, so that a tile keeps its place whatever its server does.
        _shown = [.. FleetOrder.ByName.Apply(matching).Take(MostTiles)];
    }

    private async Task BroadcastAsync()
    {
        _broadcast = !_broadcast;
        if (_handle is not null)
            await _handle.InvokeVoidAsync("broadcast", _broadcast);
    }

    private void Search(string query) => Navigation.NavigateTo(Href(query, Columns), replace: true);

    private static string Href(string? query, int columns)
    {
        var parts = new List<string>(2);
        if (!string.IsNullOrWhiteSpace(query))
            parts.Add($"q={Uri.EscapeDataString(query.Trim())}");
        if (columns > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"cols={columns}"));
        return parts.Count == 0 ? "/consoles" : $"/consoles?{string.Join('&', parts)}";
    }
}
