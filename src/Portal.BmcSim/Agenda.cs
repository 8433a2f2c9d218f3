namespace Portal.BmcSim;

/// <summary>
/// Everything one BMC has to do later, behind a single timer that exists only while something is due. Guarded by the BMC's lock: add under it, and actions run under it.
/// </summary>
internal sealed class Agenda(TimeProvider time, Lock gate) : IDisposable
{
    private readonly Lock _gate = gate;
    private PriorityQueue<Action, (long Due, long Order)>? _entries;
    private ITimer? _timer;
    private long _armedFor = long.MaxValue;
    private long _order;
    private bool _running;
    private bool _disposed;

    public TimeProvider Time => time;

    public long Now => time.GetTimestamp();

    public long Later(TimeSpan delay) => Now + Ticks(delay);

    public void At(long due, Action action)
    {
        if (_disposed)
            return;
        _entries ??= new PriorityQueue<Action, (long, long)>();
        _entries.Enqueue(action, (due, _order++));
        if (due < _armedFor && !_running)
            Arm(due);
    }

    public void After(TimeSpan delay, Action action) => At(Later(delay), action);

    public void Dispose()
    {
        _disposed = true;
        _timer?.Dispose();
        _entries = null;
    }

    private long Ticks(TimeSpan delay) => (long)(delay.TotalSeconds * time.TimestampFrequency);

    private void Arm(long due)
    {
        _armedFor = due;
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, due - Now) * 1000.0 / time.TimestampFrequency));
        if (_timer is null)
            _timer = time.CreateTimer(static state => ((Agenda)state!).Run(), this, wait, Timeout.InfiniteTimeSpan);
        else
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void Run()
    {
        lock (_gate)
        {
            _armedFor = long.MaxValue;
            _running = true;
            try
            {
                while (_entries is { Count: > 0 } && _entries.TryPeek(out var action, out var key) && key.Due <= Now)
                {
                    _entries.Dequeue();
                    action();
                }
            }
            finally
            {
                _running = false;
            }
            if (_entries is { Count: > 0 } && _entries.TryPeek(out _, out var next))
                Arm(next.Due);
        }
    }
}
