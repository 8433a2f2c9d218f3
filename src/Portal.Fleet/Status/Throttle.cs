namespace Portal.Fleet.Status;

/// <summary>Calls an action at most once per interval after something happened, and always once after the last time it happened.</summary>
internal sealed class Throttle : IDisposable
{
    private readonly Action _action;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _lastCall;
    private int _pending;
    private volatile bool _disposed;

    public Throttle(TimeSpan interval, TimeProvider time, Action action)
    {
        _action = action;
        _interval = interval;
        _time = time;
        _lastCall = time.GetTimestamp() - (long)(interval.TotalSeconds * time.TimestampFrequency);
        _timer = time.CreateTimer(state => ((Throttle)state!).Call(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>It happened. Cheap, and never calls the action itself.</summary>
    public void Signal()
    {
        if (_disposed || Interlocked.Exchange(ref _pending, 1) != 0)
            return;
        var due = _interval - _time.GetElapsedTime(Interlocked.Read(ref _lastCall));
        _timer.Change(due > TimeSpan.Zero ? due : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _disposed = true;
        _timer.Dispose();
    }

    private void Call()
    {
        Interlocked.Exchange(ref _lastCall, _time.GetTimestamp());

        // Cleared before the call: what happens while the action reads is told again.
        Interlocked.Exchange(ref _pending, 0);
        if (!_disposed)
            _action();
    }
}
