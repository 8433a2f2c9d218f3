namespace Portal.Fleet.Polling;

/// <summary>
/// How fast one BMC is asked on a schedule: a handful of requests, then a pause, so many per second in all (one long pause is cheaper than many short ones). Where
/// it answers slowly it gets a pause as long as its answer took, so that polls never take more than half of its time. Pure, for one caller at a time.
/// </summary>
internal sealed class PollPace(double perSecond, int burst)
{
    /// <summary>An answer that took longer than this earns the BMC a pause.</summary>
    private static readonly TimeSpan s_slow = TimeSpan.FromMilliseconds(150);

    private TimeSpan _from = TimeSpan.FromDays(-1);
    private int _used;
    private TimeSpan _restUntil;

    /// <summary>How long to wait before the next request, which counts as sent then.</summary>
    /// <param name="now">Time.</param>
    /// <param name="haste">How many times as fast, for a person who waits.</param>
    public TimeSpan Take(TimeSpan now, double haste)
    {
        var window = TimeSpan.FromSeconds(burst / (perSecond * haste));
        if (now - _from >= window)
            (_from, _used) = (now, 0);
        if (_used >= burst)
            (_from, _used) = (_from + window, 0);
        _used++;
        var wait = _from - now;
        var rest = _restUntil - now;
        wait = rest > wait ? rest : wait;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>A request was answered, or not.</summary>
    public void Answered(TimeSpan now, TimeSpan took) => _restUntil = took > s_slow ? now + took : TimeSpan.Zero;
}
