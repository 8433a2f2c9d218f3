namespace Portal.BmcSim.Sol;

/// <summary>
/// How long to wait for an acknowledgement: 250 ms until answers were timed, then what the line needs (RFC 6298), doubled with every retry.
/// A BMC would retry at a fixed interval; following the line lets tests move megabytes through losses in seconds.
/// </summary>
internal struct RetryInterval
{
    private const double Longest = 1000;
    private const double Start = 250;
    private const double Shortest = 8;
    private double _smoothed;
    private double _variation;

    /// <summary>Takes the time from sending to acknowledgement of a packet that was sent once.</summary>
    public void Sample(TimeSpan roundTrip)
    {
        var sample = roundTrip.TotalMilliseconds;
        if (_smoothed == 0)
        {
            _smoothed = sample;
            _variation = sample / 2;
            return;
        }
        _variation += (Math.Abs(sample - _smoothed) - _variation) / 4;
        _smoothed += (sample - _smoothed) / 8;
    }

    public readonly TimeSpan After(int retries)
    {
        var wait = _smoothed == 0 ? Start : Math.Clamp(_smoothed + (4 * _variation), Shortest, Start);
        return TimeSpan.FromMilliseconds(Math.Min(Longest, wait * (1 << Math.Min(retries, 6))));
    }
}
