namespace Portal.Fleet.Polling;

/// <summary>
/// How many requests per second all polls of this process send together. A rate and not a number of places: a BMC that is slow to answer keeps nobody else waiting.
/// </summary>
internal sealed class PollBudget(double perSecond, TimeProvider time)
{
    /// <summary>Saved up while there is little to do.</summary>
    private static readonly TimeSpan s_saved = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly long _ticks = (long)(TimeSpan.TicksPerSecond / perSecond);
    private readonly long _start = time.GetTimestamp();
    private long _next;

    /// <summary>A place in the row: how long until the request may be sent. Zero as long as the process is below its budget.</summary>
    public TimeSpan Take()
    {
        var now = time.GetElapsedTime(_start).Ticks;
        lock (_lock)
        {
            _next = Math.Max(_next, now - s_saved.Ticks) + _ticks;
            return _next > now ? TimeSpan.FromTicks(_next - now) : TimeSpan.Zero;
        }
    }
}
