namespace Portal.Web.Hubs;

/// <summary>
/// How fast one person may type on one console: bursts of 16 KiB, 4 KiB a second in the long run. Who is faster waits, so a paste is paced and not cut.
/// Used by one writer at a time.
/// </summary>
internal sealed class InputBudget(TimeProvider time)
{
    private const double Burst = 16 * 1024;
    private const double PerSecond = 4 * 1024;

    private double _tokens = Burst;
    private long _at = time.GetTimestamp();

    public async Task TakeAsync(int bytes, CancellationToken ct)
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(Burst, _tokens + (time.GetElapsedTime(_at, now).TotalSeconds * PerSecond));
        _at = now;
        _tokens -= bytes;
        if (_tokens < 0)
            await Task.Delay(TimeSpan.FromSeconds(-_tokens / PerSecond), time, ct);
    }
}
