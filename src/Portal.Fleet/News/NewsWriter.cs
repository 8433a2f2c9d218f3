using Microsoft.Extensions.Hosting;
using Portal.Fleet.Alerts;
using Portal.Fleet.Events;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;

namespace Portal.Fleet.News;

/// <summary>Makes news of what changes: states and power operations from the board, alerts and events as they are stored.</summary>
internal sealed class NewsWriter(NewsRing ring, StatusBoard board, AlertLedger alerts, EventLedger events) : IHostedService, IDisposable
{
    /// <summary>A log that is read for the first time is history rather than news: the newest of it are told.</summary>
    private const int MostEventsAtOnce = 100;

    private readonly Dictionary<BmcId, (StateNews State, PowerOperationView? Operation)> _told = [];
    private readonly Lock _lock = new();
    private IDisposable? _changes;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        alerts.Raised += OnRaised;
        events.Stored += OnStored;
        _changes = board.Subscribe(null, Look);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        alerts.Raised -= OnRaised;
        events.Stored -= OnStored;
        _changes?.Dispose();
        _changes = null;
    }

    private void Look()
    {
        lock (_lock)
        {
            foreach (var status in board.All)
                Compare(status);
            if (_told.Count > board.Count)
            {
                foreach (var gone in _told.Keys.Where(id => !board.Has(id)).ToList())
                    _told.Remove(gone);
            }
        }
    }

    private void Compare(BmcStatus status)
    {
        var isKnown = _told.TryGetValue(status.Id, out var told);
        if (isKnown && told.State.Power == status.Power && told.State.Link == status.Link && told.State.Console == status.Console && ReferenceEquals(told.Operation, status.Operation)
            && told.State == StateNews.Of(status))
            return;
        var state = StateNews.Of(status);
        if (status.Operation is { } operation && (told.Operation?.Id, told.Operation?.State) != (operation.Id, operation.State))
            ring.Add(status.Id, operation.RequestedAt, operation);

        // What came of it after what was asked.
        if (!isKnown || told.State != state)
            ring.Add(status.Id, null, state);
        _told[status.Id] = (state, status.Operation);
    }

    private void OnRaised(AlertView alert) => ring.Add(alert.ServerId, alert.FirstAt, alert);

    private void OnStored(IReadOnlyList<(EventView View, DateTimeOffset NotBefore)> stored)
    {
        foreach (var (view, notBefore) in stored.TakeLast(MostEventsAtOnce))
            ring.Add(view.ServerId, notBefore, view);
    }
}
