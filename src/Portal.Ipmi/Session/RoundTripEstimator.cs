namespace Portal.Ipmi.Session;

/// <summary>Retransmission time-out from measured round trips, after RFC 6298. Pure: the caller brings the times.</summary>
internal sealed class RoundTripEstimator
{
    private static readonly TimeSpan s_floor = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_ceiling = TimeSpan.FromSeconds(2);

    private readonly TimeSpan _ceiling;
    private TimeSpan _variation;

    /// <summary>Starts with <paramref name="initial"/> until a round trip has been measured.</summary>
    public RoundTripEstimator(TimeSpan initial)
    {
        Timeout = initial;
        _ceiling = initial > s_ceiling ? initial : s_ceiling;
    }

    /// <summary>Smoothed round trip; null before the first sample.</summary>
    public TimeSpan? Smoothed { get; private set; }

    /// <summary>How long to wait before the next retransmission.</summary>
    public TimeSpan Timeout { get; private set; }

    /// <summary>
    /// Takes a measured round trip. Only of requests that were sent once: with a repeated request nobody knows
    /// which copy was answered (Karn), and the longer time-out stays until such a sample comes.
    /// </summary>
    public void Sample(TimeSpan roundTrip)
    {
        if (Smoothed is { } smoothed)
        {
            _variation = (_variation * 0.75) + ((smoothed - roundTrip).Duration() * 0.25);
            Smoothed = (smoothed * 0.875) + (roundTrip * 0.125);
        }
        else
        {
            Smoothed = roundTrip;
            _variation = roundTrip / 2;
        }

        Timeout = Clamp(Smoothed.Value + (_variation * 4));
    }

    /// <summary>
    /// An answer did not come in time: waits half as long again from now on. RFC 6298 doubles, to clear a congested network;
    /// with one small packet outstanding per BMC it is nearly always loss, and doubling would send too few within the time-out.
    /// </summary>
    public void BackOff() => Timeout = Clamp(Timeout * 1.5);

    private TimeSpan Clamp(TimeSpan value) => value < s_floor ? s_floor : value > _ceiling ? _ceiling : value;
}
