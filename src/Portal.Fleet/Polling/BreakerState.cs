namespace Portal.Fleet.Polling;

/// <summary>Whether a job runs on its schedule.</summary>
public enum BreakerState
{
    /// <summary>It does.</summary>
    Closed,

    /// <summary>It failed again and again and rests.</summary>
    Open,

    /// <summary>Its rest is over; the next run decides.</summary>
    HalfOpen,
}
