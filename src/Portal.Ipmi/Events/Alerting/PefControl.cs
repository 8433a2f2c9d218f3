namespace Portal.Ipmi.Events.Alerting;

/// <summary>PEF control, parameter 1, IPMI 2.0 table 30-6.</summary>
[Flags]
public enum PefControl : byte
{
    /// <summary>PEF is off.</summary>
    None = 0,

    /// <summary>PEF is on.</summary>
    Enabled = 0x01,

    /// <summary>Actions are logged as events.</summary>
    EventMessages = 0x02,

    /// <summary>PEF waits after power-up and reset.</summary>
    StartupDelay = 0x04,

    /// <summary>Alerts wait after power-up and reset.</summary>
    AlertStartupDelay = 0x08,
}
