namespace Portal.Fleet.Status;

/// <summary>What decides a server's health.</summary>
public enum HealthCause
{
    /// <summary>Nothing: all is well.</summary>
    None,

    /// <summary>There is no session to the BMC.</summary>
    Unreachable,

    Sensor,

    Events,

    /// <summary>The event log is nearly full, or lost events.</summary>
    EventLog,
}
