using System.Threading.Tasks.Sources;

namespace Portal.Ipmi.Session;

/// <summary>
/// Wakes the one task that drives a handshake or a command: an auto-reset event that can be awaited without allocation.
/// It says only "look again": the woken task asks the machines what happened.
/// </summary>
internal sealed class WakeSignal : IValueTaskSource
{
    private const int Idle = 0;
    private const int IsSet = 1;
    private const int Awaited = 2;

    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private int _state;

    /// <summary>Wakes the waiting task, or lets the next wait return at once.</summary>
    public void Set() => Wake(inline: false);

    /// <summary>
    /// As <see cref="Set"/>, and the waiting task runs on at once, on this thread, up to its next wait. For callers that hold no lock, where that task does
    /// little and never blocks.
    /// </summary>
    public void SetAndRun() => Wake(inline: true);

    private void Wake(bool inline)
    {
        while (true)
        {
            switch (Volatile.Read(ref _state))
            {
                case IsSet:
                    return;
                case Idle when Interlocked.CompareExchange(ref _state, IsSet, Idle) == Idle:
                    return;
                case Awaited when Interlocked.CompareExchange(ref _state, Idle, Awaited) == Awaited:
                    // Nobody else completes this wait.
                    _core.RunContinuationsAsynchronously = !inline;
                    _core.SetResult(true);
                    return;
            }
        }
    }

    /// <summary>Waits for the next <see cref="Set"/>. One waiter at a time; each result is awaited once.</summary>
    public ValueTask WaitAsync()
    {
        switch (Volatile.Read(ref _state))
        {
            case Awaited:
                throw new InvalidOperationException("Another task waits already.");
            case Idle:
                _core.Reset();
                if (Interlocked.CompareExchange(ref _state, Awaited, Idle) == Idle)
                    return new ValueTask(this, _core.Version);
                break;
        }

        // Nobody but the waiter takes the signal back.
        Volatile.Write(ref _state, Idle);
        return ValueTask.CompletedTask;
    }

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
