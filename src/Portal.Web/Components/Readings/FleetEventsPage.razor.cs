using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Portal.Fleet.Access;
using Portal.Fleet.Events;
using Portal.Fleet.Servers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Readings;

/// <summary>Events of every server whose log the viewer may read, live.</summary>
public sealed partial class FleetEventsPage : IDisposable
{
    private const int Limit = 500;

    private static readonly string[] s_formats = ["csv", "json", "text"];
    private static readonly TimeSpan s_atMost = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _end = new();
    private EventsPlace _place = new("/events", EventState.All, null, null, null);
    private IDisposable? _watch;
    private List<EventView>? _events;
    private string? _wrong;
    private bool _reading;
    private bool _again;

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
        _watch = Feed.Watch(() => _ = InvokeAsync(ReadAsync), s_atMost);
        Navigation.LocationChanged += OnMoved;
        _place = EventsPlace.Of(Navigation.Uri);
        return ReadAsync();
    }

    public void Dispose()
    {
        Navigation.LocationChanged -= OnMoved;
        _end.Cancel();
        _watch?.Dispose();
        _end.Dispose();
    }

    private void OnMoved(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(() =>
    {
        if (new Uri(e.Location).AbsolutePath != "/events")
            return Task.CompletedTask;
        _place = EventsPlace.Of(e.Location);
        return ReadAsync();
    });

    private async Task ReadAsync()
    {
        _again = true;
        if (_reading)
            return;
        _reading = true;
        try
        {
            while (_again && !_end.IsCancellationRequested)
            {
                _again = false;
                _wrong = ServerQuery.TryParse(_place.Query, out var servers, out _) ? null : _place.Query;
                _events = [.. await Access.ListEventsAsync(await Visit.GetCallerAsync(), _place.ToFilter(servers), Limit, _end.Token)];
                StateHasChanged();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or NotFoundException)
        {
            // The page is gone, or its viewer.
        }
        finally
        {
            _reading = false;
        }
    }
}
