using Portal.Fleet.Access;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;

namespace Portal.Web.Components.Viewing;

/// <summary>
/// The servers this visit may see, read once for all parts of the page and read again when something changed.
/// Reads never overlap, and never come more often than the most eager watcher asks for.
/// </summary>
public sealed partial class FleetFeed(BmcAccess access, Grants grants, StatusBoard board, Visit visit, TimeProvider time, ILogger<FleetFeed> logger) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Watcher> _watchers = [];
    private readonly CancellationTokenSource _end = new();
    private IDisposable? _changes;
    private ITimer? _timer;
    private DateTimeOffset _readAt;
    private bool _dirty;
    private bool _reading;

    /// <summary>Ordered by name; null until the first read ended.</summary>
    public IReadOnlyList<ServerView>? Servers { get; private set; }

    /// <summary>The last read failed; <see cref="Servers"/> is what was read before.</summary>
    public bool Failed { get; private set; }

    /// <summary>Calls <paramref name="onRead"/> after each read. Dispose to end.</summary>
    /// <param name="onRead">Must not block.</param>
    /// <param name="atMost">Shortest time between reads for this watcher.</param>
    public IDisposable Watch(Action onRead, TimeSpan atMost)
    {
        var watcher = new Watcher(this, onRead, atMost);
        lock (_lock)
        {
            _watchers.Add(watcher);
            if (_changes is null)
            {
                _changes = board.Subscribe(null, Refresh);
                grants.Changed += Refresh;
            }
        }
        Refresh();
        return watcher;
    }

    /// <summary>Something changed: reads as soon as the watchers want it.</summary>
    public void Refresh()
    {
        lock (_lock)
        {
            _dirty = true;
            Schedule();
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        lock (_lock)
        {
            _watchers.Clear();
            Unsubscribe();
            _timer?.Dispose();
        }
        _end.Dispose();
    }

    // Under the lock.
    private void Schedule()
    {
        if (_reading || !_dirty || _watchers.Count == 0 || _end.IsCancellationRequested)
            return;
        var wait = Servers is null ? TimeSpan.Zero : _readAt + _watchers.Min(watcher => watcher.AtMost) - time.GetUtcNow();
        _timer ??= time.CreateTimer(_ => Start(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Start()
    {
        lock (_lock)
        {
            if (_reading || !_dirty || _end.IsCancellationRequested)
                return;
            _reading = true;
            _dirty = false;
        }
        _ = ReadAsync(_end.Token);
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        try
        {
            Servers = await access.ListAsync(await visit.GetCallerAsync(), ct);
            Failed = false;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            // The edge of this loop: the page says that it shows old figures, the log says why.
            Failed = true;
            Log.ReadFailed(logger, exception);
        }
        Watcher[] watchers;
        lock (_lock)
        {
            _reading = false;
            _readAt = time.GetUtcNow();
            watchers = [.. _watchers];
            // A failed read is tried again even when nothing changes.
            _dirty |= Failed;
            Schedule();
        }
        foreach (var watcher in watchers)
            watcher.OnRead();
    }

    private void End(Watcher watcher)
    {
        lock (_lock)
        {
            _watchers.Remove(watcher);
            if (_watchers.Count > 0)
                return;
            Unsubscribe();
        }
    }

    // Under the lock.
    private void Unsubscribe()
    {
        if (_changes is null)
            return;
        grants.Changed -= Refresh;
        _changes.Dispose();
        _changes = null;
    }

    private sealed class Watcher(FleetFeed feed, Action onRead, TimeSpan atMost) : IDisposable
    {
        public Action OnRead { get; } = onRead;

        public TimeSpan AtMost { get; } = atMost;

        public void Dispose() => feed.End(this);
    }

    private static partial class Log
    {
        [LoggerMessage(5101, LogLevel.Warning, "The fleet could not be read for a page")]
        public static partial void ReadFailed(ILogger logger, Exception exception);
    }
}
