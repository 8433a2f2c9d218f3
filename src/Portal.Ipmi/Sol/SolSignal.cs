using System.Threading.Tasks.Sources;

namespace Portal.Ipmi.Sol;

/// <summary>Wakes one waiter; signals that come while nobody waits count as one. Allocates nothing, so that it may be used for every packet.</summary>
internal sealed class SolSignal : IValueTaskSource
{
    private const int None = 0;
    private const int Signalled = 1;
    private const int Waiting = 2;

    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private int _state;

    /// <summary>Wakes the waiter, now or as soon as it waits.</summary>
    public void Set()
    {
        while (true)
        {
            switch (Volatile.Read(ref _state))
            {
                case Signalled:
                    return;
                case None when Interlocked.CompareExchange(ref _state, Signalled, None) == None:
                    return;
                case Waiting when Interlocked.CompareExchange(ref _state, None, Waiting) == Waiting:
                    _core.SetResult(true);
                    return;
            }
        }
    }

    /// <summary>Waits for a signal. One waiter only.</summary>
    public ValueTask WaitAsync()
    {
        if (Interlocked.CompareExchange(ref _state, None, Signalled) == Signalled)
            return ValueTask.CompletedTask;

        _core.Reset();
        if (Interlocked.CompareExchange(ref _state, Waiting, None) == None)
            return new ValueTask(this, _core.Version);

        // Only Set can have come between: take its signal.
        Volatile.Write(ref _state, None);
        return ValueTask.CompletedTask;
    }

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
