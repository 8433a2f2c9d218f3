namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>What Set Sensor Event Enable does with the selected events, IPMI 2.0 §35.10.</summary>
public enum EventEnableAction : byte
{
    /// <summary>Leaves them as they are.</summary>
    Keep = 0,

    /// <summary>Enables them.</summary>
    Enable = 1,

    /// <summary>Disables them.</summary>
    Disable = 2,
}
