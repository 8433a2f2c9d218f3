namespace Portal.Fleet.Status;

/// <summary>One listener of the board: called on a timer, at most four times a second, and always once after the last change.</summary>
internal sealed class Subscription : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    private readonly Action _onChange;
    private readonly TimeProvider _time;
    private readonly Action<Subscription> _onDispose;
    private readonly ITimer _timer;
    private long _lastCall;
    private int _pending;
    private volatile bool _disposed;

    public Subscription(Action onChange, TimeProvider time, Action<Subscription> onDispose)
    {
        _onChange = onChange;
        _time = time;
        _onDispose = onDispose;
        _lastCall = time.GetTimestamp() - (long)(s_interval.TotalSeconds * time.TimestampFrequency);
        _timer = time.CreateTimer(state => ((Subscription)state!).Call(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Called by the board at each change; cheap and never calls the listener itself.</summary>
    public void Changed()
    {
        if (_disposed || Interlocked.Exchange(ref _pending, 1) != 0)
            return;
        var due = s_interval - _time.GetElapsedTime(Interlocked.Read(ref _lastCall));
        _timer.Change(due > TimeSpan.Zero ? due : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _disposed = true;
        _timer.Dispose();
        _onDispose(this);
    }

    private void Call()
    {
        Interlocked.Exchange(ref _lastCall, _time.GetTimestamp());

        // Cleared before the call: a change that comes while the listener reads is told again.
        Interlocked.Exchange(ref _pending, 0);
        if (!_disposed)
            _onChange();
    }
}
