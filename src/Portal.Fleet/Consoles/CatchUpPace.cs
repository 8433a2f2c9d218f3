namespace Portal.Fleet.Consoles;

/// <summary>
/// The pace that all share who follow consoles and are behind what is in memory: after an outage hundreds come back at once, and those who follow a live line
/// must not wait while they are given hours of it. Thread safe.
/// </summary>
internal sealed class CatchUpPace(TimeProvider time)
{
    /// <summary>In the long run, of all together.</summary>
    public const int BytesPerSecond = 16 << 20;

    /// <summary>What goes at once after a rest: a few people who come back do not notice.</summary>
    public const int AtOnce = 2 << 20;

    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds((double)AtOnce / BytesPerSecond);

    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _spent = -s_rest;

    /// <summary>How long whoever takes so many bytes now has to wait before them; who asks first goes first.</summary>
    public TimeSpan Take(int bytes)
    {
        lock (_lock)
        {
            var now = time.GetElapsedTime(_start);
            var wait = _spent - now;
            var rested = now - s_rest;
            _spent = (_spent > rested ? _spent : rested) + TimeSpan.FromSeconds((double)bytes / BytesPerSecond);
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }

    /// <summary>Completes when it is the turn of so many bytes.</summary>
    public Task WaitAsync(int bytes, CancellationToken ct) =>
        Take(bytes) is var wait && wait < TimeSpan.FromMilliseconds(1) ? Task.CompletedTask : Task.Delay(wait, time, ct);
}
