using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Portal.Fleet.Consoles;

/// <summary>
/// One reader's wait for what a console prints next; used for all its waits, one at a time, so that waiting allocates nothing. Cancelling wakes it.
/// </summary>
internal sealed class ConsoleWaiter : IValueTaskSource, IAsyncDisposable
{
    private const int Idle = 0;
    private const int IsSet = 1;
    private const int Awaited = 2;

    private readonly ConsoleBuffer _buffer;
    private readonly CancellationToken _ct;
    private readonly CancellationTokenRegistration _cancelled;
    private ManualResetValueTaskSourceCore<bool> _core;
    private int _state;

    public ConsoleWaiter(ConsoleBuffer buffer, CancellationToken ct)
    {
        _buffer = buffer;
        _ct = ct;
        buffer.Add(this);
        _cancelled = ct.UnsafeRegister(static waiter => ((ConsoleWaiter)waiter!).Wake(inline: false), this);
    }

    /// <summary>Completes when there are bytes beyond an offset.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WaitBeyondAsync(long offset)
    {
        while (true)
        {
            if (_ct.IsCancellationRequested)
            {
                // Whatever the end of a reader takes, it does not take it from the thread that wakes readers.
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                _ct.ThrowIfCancellationRequested();
            }

            if (_buffer.Next > offset)
                return;
            await NextAsync();
        }
    }

    /// <summary>Lets the reader look again.</summary>
    /// <param name="inline">It goes on at once, on this thread, up to its next wait; the caller holds no lock.</param>
    public void Wake(bool inline)
    {
        while (true)
        {
            switch (Volatile.Read(ref _state))
            {
                case IsSet:
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

    public ValueTask DisposeAsync()
    {
        _buffer.Remove(this);
        return _cancelled.DisposeAsync();
    }

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private ValueTask NextAsync()
    {
        if (Volatile.Read(ref _state) == Idle)
        {
            _core.Reset();
            if (Interlocked.CompareExchange(ref _state, Awaited, Idle) == Idle)
                return new ValueTask(this, _core.Version);
        }

        // Nobody but the reader takes the signal back.
        Volatile.Write(ref _state, Idle);
        return ValueTask.CompletedTask;
    }
}
