namespace Portal.Ipmi.Events.Alerting;

/// <summary>What platform event filtering can do about an event, IPMI 2.0 §17.6.</summary>
[Flags]
public enum PefActions : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Send an alert.</summary>
    Alert = 0x01,

    /// <summary>Power off.</summary>
    PowerOff = 0x02,

    /// <summary>Reset.</summary>
    Reset = 0x04,

    /// <summary>Power-cycle.</summary>
    PowerCycle = 0x08,

    /// <summary>The manufacturer's action.</summary>
    Oem = 0x10,

    /// <summary>Diagnostic interrupt.</summary>
    DiagnosticInterrupt = 0x20,

    /// <summary>Group power control over ICMB; in filters only.</summary>
    GroupControl = 0x40,
}
