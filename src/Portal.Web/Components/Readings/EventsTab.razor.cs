using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Portal.Fleet.Access;
using Portal.Fleet.Auditing;
using Portal.Fleet.Events;
using Portal.Fleet.Links;
using Portal.Fleet.Polling;
using Portal.Fleet.Servers;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Readings;

/// <summary>The event log of a server, live while the page is open.</summary>
public sealed partial class EventsTab
{
    private const int Limit = 500;

    private static readonly string[] s_formats = ["csv", "json", "text"];

    private readonly HashSet<long> _picked = [];
    private EventsPlace _place = new("", EventState.All, null, null, null);
    private List<EventView>? _events;
    private IReadOnlyList<EventArchive>? _archives;
    private EventLogView? _log;
    private ReadingsState _state = new(BreakerState.Closed, 0, null, BmcProblem.None, null, false);
    private ModalDialog? _dialog;
    private string? _note;
    private string? _said;
    private bool _wasRefused;
    private bool _clearing;
    private bool _acknowledging;
    private bool _busy;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override void OnInitialized()
    {
        Keep(Handle.Watch(ReadingKind.Events));
        Hear(() => Navigation.LocationChanged += OnMoved, () => Navigation.LocationChanged -= OnMoved);
        _place = EventsPlace.Of(Navigation.Uri);
    }

    // The page gives a new server view with every change of its status: each look at the log is one.
    protected override Task OnParametersSetAsync() => RefreshAsync();

    // What may not be seen any more stays for the moment until the page takes this tab away.
    protected override async Task ReadAsync(CancellationToken ct)
    {
        (_log, _state) = Handle.GetEventLog();
        _events = [.. await Handle.ListEventsAsync(_place.ToFilter(), Limit, ct)];
        _archives = await Handle.ListEventArchivesAsync(ct);
    }

    private void OnMoved(object? sender, LocationChangedEventArgs e)
    {
        if (!e.Location.Contains($"/servers/{Server.Id}/events", StringComparison.Ordinal))
            return;
        _place = EventsPlace.Of(e.Location);
        Refresh();
    }

    private Task ClearAsync() => ActAsync(async () =>
    {
        var archive = await Handle.ClearEventsAsync(Ended);
        return L["events.cleared", archive.Records, Proof(archive)];
    });

    private Task SetClockAsync() => ActAsync(async () =>
    {
        var (before, after) = await Handle.SetClockAsync(Ended);
        return L["clock.done", before is { } was ? Duration.Short(L, was.Duration()) : L["clock.notSet"], Duration.Short(L, after.Duration())];
    });

    private Task AcknowledgeAsync() => ActAsync(async () =>
    {
        var count = await Handle.AcknowledgeEventsAsync([.. _picked], _note, Ended);
        _picked.Clear();
        _note = null;
        return L["events.acknowledged", count];
    });

    private async Task ActAsync(Func<Task<string>> act)
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            (_said, _wasRefused) = (await act(), false);
        }
        catch (BmcActionException e)
        {
            (_said, _wasRefused) = (L.Refusal(e), true);
        }
        catch (AuditUnavailableException)
        {
            (_said, _wasRefused) = (L["action.audit_unavailable"], true);
        }
        catch (NotFoundException)
        {
            (_said, _wasRefused) = (L["action.not_found"], true);
        }
        catch (OperationCanceledException) when (Ended.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            _busy = false;
        }

        await CloseAsync();
        await RefreshAsync();
    }

    private string Proof(EventArchive archive) => archive.ClearedAt is null
        ? L["events.archive.notCleared"]
        : L["events.archive.cleared", archive.EntriesBefore, archive.EntriesAfter ?? 0, archive.Reservation.ToString("X4", System.Globalization.CultureInfo.InvariantCulture)];

    private async Task CloseAsync()
    {
        if (_dialog is not null && (_clearing || _acknowledging))
            await _dialog.CloseAsync();
    }
}
