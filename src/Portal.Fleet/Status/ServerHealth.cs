namespace Portal.Fleet.Status;

/// <summary>A server in one word, the worst first.</summary>
public enum ServerHealth
{
    /// <summary>A sensor is critical, or a critical event was acknowledged by nobody.</summary>
    Critical,

    /// <summary>A sensor or an event wants a look, or the event log is about to lose what comes.</summary>
    Warning,

    /// <summary>The BMC does not answer, so nothing is known, whatever it said before.</summary>
    Unknown,

    Ok,
}
