namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Buttons of the front panel, IPMI 2.0 §28.2 and §28.6.</summary>
[Flags]
public enum FrontPanelButtons : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Power off.</summary>
    PowerOff = 1,

    /// <summary>Reset.</summary>
    Reset = 2,

    /// <summary>Diagnostic interrupt.</summary>
    DiagnosticInterrupt = 4,

    /// <summary>Standby.</summary>
    Standby = 8,
}
