namespace Portal.Fleet.Links;

/// <summary>Wakes everyone who waits for the next time something happens. Where nobody waits it costs nothing.</summary>
internal sealed class Pulse
{
    private volatile TaskCompletionSource? _next;

    /// <summary>Completes the next time. Take it before looking at what the pulse tells about, or a pulse in between is missed.</summary>
    public Task Next
    {
        get
        {
            if (_next is { } waiting)
                return waiting.Task;
            var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (Interlocked.CompareExchange(ref _next, mine, null) ?? mine).Task;
        }
    }

    public void Beat() => Interlocked.Exchange(ref _next, null)?.TrySetResult();
}
