namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>How far an immediate alert is, IPMI 2.0 §30.7.</summary>
public enum AlertStatus : byte
{
    /// <summary>Nothing to tell, or the answer did not ask for it.</summary>
    None = 0x00,

    /// <summary>Delivered.</summary>
    Delivered = 0x01,

    /// <summary>Dial connection retries failed.</summary>
    CallRetriesFailed = 0x02,

    /// <summary>Nobody acknowledged it.</summary>
    NotAcknowledged = 0x03,

    /// <summary>On its way.</summary>
    InProgress = 0xFF,
}
