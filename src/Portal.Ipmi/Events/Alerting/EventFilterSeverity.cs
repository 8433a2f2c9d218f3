namespace Portal.Ipmi.Events.Alerting;

/// <summary>Severity in filters and traps, after DMI, IPMI 2.0 table 17-2.</summary>
public enum EventFilterSeverity : byte
{
    /// <summary>Unspecified.</summary>
    Unspecified = 0x00,

    /// <summary>Monitor.</summary>
    Monitor = 0x01,

    /// <summary>Information.</summary>
    Information = 0x02,

    /// <summary>Return to OK.</summary>
    Ok = 0x04,

    /// <summary>Non-critical: warning.</summary>
    NonCritical = 0x08,

    /// <summary>Critical.</summary>
    Critical = 0x10,

    /// <summary>Non-recoverable.</summary>
    NonRecoverable = 0x20,
}
