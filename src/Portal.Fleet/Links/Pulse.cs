namespace Portal.Fleet.Links;

/// <summary>Wakes everyone who waits for the next time something happens.</summary>
internal sealed class Pulse
{
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes the next time. Take it before looking at what the pulse tells about, or a pulse in between is missed.</summary>
    public Task Next => _next.Task;

    public void Beat() => Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
