namespace Portal.Web.Hubs;

/// <summary>
/// Holds a stream back until its reader has dealt with what it got: at most <see cref="Size"/> bytes are under way unacknowledged.
/// WebSockets alone do not do this: a browser takes messages off the wire as they come, however slowly the page draws them.
/// </summary>
internal sealed class CreditWindow
{
    public const int Size = 256 * 1024;

    private readonly Lock _gate = new();
    private long _acknowledged = -1;
    private TaskCompletionSource? _room;

    /// <summary>The reader has dealt with everything before <paramref name="offset"/>. Never goes back.</summary>
    public void Acknowledge(long offset)
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            if (offset <= _acknowledged)
                return;
            _acknowledged = offset;
            room = _room;
            _room = null;
        }
        room?.TrySetResult();
    }

    /// <summary>Whether a message that ends before <paramref name="end"/> may go now. The first one sets where the window begins.</summary>
    public bool Allows(long start, long end)
    {
        lock (_gate)
        {
            if (_acknowledged < 0)
                _acknowledged = start;
            return end - _acknowledged <= Size;
        }
    }

    /// <summary>Waits until a message that ends before <paramref name="end"/> may go. The first one sets where the window begins.</summary>
    public async Task WaitAsync(long start, long end, CancellationToken ct)
    {
        while (true)
        {
            Task room;
            lock (_gate)
            {
                if (_acknowledged < 0)
                    _acknowledged = start;
                if (end - _acknowledged <= Size)
                    return;
                room = (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
            await room.WaitAsync(ct);
        }
    }
}
