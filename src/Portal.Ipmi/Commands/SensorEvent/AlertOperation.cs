namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>What Alert Immediate does, IPMI 2.0 §30.7.</summary>
public enum AlertOperation : byte
{
    /// <summary>Send an alert.</summary>
    Initiate = 0,

    /// <summary>Tell how far it is.</summary>
    GetStatus = 1,

    /// <summary>Forget how far it is.</summary>
    ClearStatus = 2,
}
