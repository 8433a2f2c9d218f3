using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Portal.Fleet.Access;
using Portal.Fleet.Events;
using Portal.Fleet.Servers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Readings;

/// <summary>Events of every server whose log the viewer may read, live.</summary>
public sealed partial class FleetEventsPage
{
    private const int Limit = 500;

    private static readonly string[] s_formats = ["csv", "json", "text"];
    private static readonly TimeSpan s_atMost = TimeSpan.FromSeconds(3);

    private EventsPlace _place = new("/events", EventState.All, null, null, null);
    private List<EventView>? _events;
    private string? _wrong;

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required FleetFeed Feed { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override Task OnInitializedAsync()
    {
        Trail.Lay(null, new Crumb(L["events.title"]));
        Keep(Feed.Watch(Refresh, s_atMost));
        Hear(() => Navigation.LocationChanged += OnMoved, () => Navigation.LocationChanged -= OnMoved);
        _place = EventsPlace.Of(Navigation.Uri);
        return RefreshAsync();
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        _wrong = ServerQuery.TryParse(_place.Query, out var servers, out _) ? null : _place.Query;
        _events = [.. await Access.ListEventsAsync(await Visit.GetCallerAsync(), _place.ToFilter(servers), Limit, ct)];
    }

    private void OnMoved(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath != "/events")
            return;
        _place = EventsPlace.Of(e.Location);
        Refresh();
    }
}
