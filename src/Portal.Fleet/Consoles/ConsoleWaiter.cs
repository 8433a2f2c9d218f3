using System.Runtime.CompilerServices;
using Portal.Ipmi.Session;

namespace Portal.Fleet.Consoles;

/// <summary>
/// One reader's wait for what a console prints next; used for all its waits, one at a time, so that waiting allocates nothing. Cancelling wakes it.
/// </summary>
internal sealed class ConsoleWaiter : IAsyncDisposable
{
    private readonly ConsoleBuffer _buffer;
    private readonly CancellationToken _ct;
    private readonly CancellationTokenRegistration _cancelled;
    private readonly WakeSignal _signal = new();

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
            await _signal.WaitAsync();
        }
    }

    /// <summary>Lets the reader look again.</summary>
    /// <param name="inline">It goes on at once, on this thread, up to its next wait; the caller holds no lock.</param>
    public void Wake(bool inline)
    {
        if (inline)
            _signal.SetAndRun();
        else
            _signal.Set();
    }

    public ValueTask DisposeAsync()
    {
        _buffer.Remove(this);
        return _cancelled.DisposeAsync();
    }
}
