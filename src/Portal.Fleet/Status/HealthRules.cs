namespace Portal.Fleet.Status;

/// <summary>How well a server is, from what is known about it: worst sensor, events that nobody acknowledged, event log, and whether its BMC answers at all.</summary>
public static class HealthRules
{
    public static ServerHealth Health(this BmcStatus status) => Judge(status).Health;

    /// <summary>The health, and what decided it.</summary>
    public static (ServerHealth Health, HealthCause Cause) Judge(this BmcStatus status) => status switch
    {
        { Link: not LinkState.Online } => (ServerHealth.Unknown, HealthCause.Unreachable),
        { Sensors.Critical: > 0 } => (ServerHealth.Critical, HealthCause.Sensor),
        { Events.Critical: > 0 } => (ServerHealth.Critical, HealthCause.Events),
        { Sensors.Warning: > 0 } => (ServerHealth.Warning, HealthCause.Sensor),
        { Events.Warning: > 0 } => (ServerHealth.Warning, HealthCause.Events),
        { EventLog.IsNearlyFull: true } => (ServerHealth.Warning, HealthCause.EventLog),
        _ => (ServerHealth.Ok, HealthCause.None),
    };
}
