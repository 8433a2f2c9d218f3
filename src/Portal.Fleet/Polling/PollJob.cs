namespace Portal.Fleet.Polling;

/// <summary>What a BMC is asked for on a schedule, beside its power.</summary>
internal enum PollJob
{
    /// <summary>All sensors, and what power the host draws.</summary>
    Sensors,

    /// <summary>What is new in the event log.</summary>
    Events,

    /// <summary>The BMC's clock.</summary>
    Clock,

    /// <summary>What the BMC and the server's parts are.</summary>
    Inventory,
}
