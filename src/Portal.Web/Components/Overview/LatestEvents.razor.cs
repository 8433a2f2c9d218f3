using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Events;
using Portal.Fleet.Servers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Overview;

/// <summary>The newest events of a server; read again when there are more, or somebody acknowledged one.</summary>
public sealed partial class LatestEvents
{
    private const int Shown = 6;

    private IReadOnlyList<EventView>? _events;
    private EventLogView? _log;
    private EventCounts? _counts;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Inject]
    public required Visit Visit { get; init; }

    private int Open => Server.Status.Events.Critical + Server.Status.Events.Warning;

    protected override Task OnParametersSetAsync() =>
        _events is null || _counts != Server.Status.Events || _log?.Entries != Server.Status.EventLog?.Entries ? RefreshAsync() : Task.CompletedTask;

    protected override async Task ReadAsync(CancellationToken ct)
    {
        (_counts, _log) = (Server.Status.Events, Server.Status.EventLog);
        _events = await Handle.ListEventsAsync(new EventFilter(), Shown, ct);
    }
}
