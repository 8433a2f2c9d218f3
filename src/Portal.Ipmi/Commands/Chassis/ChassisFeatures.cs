namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Capability flags of a chassis, IPMI 2.0 §28.1.</summary>
[Flags]
public enum ChassisFeatures : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Intrusion sensor.</summary>
    IntrusionSensor = 1,

    /// <summary>Front panel lockout.</summary>
    FrontPanelLockout = 2,

    /// <summary>Diagnostic interrupt.</summary>
    DiagnosticInterrupt = 4,

    /// <summary>Power interlock.</summary>
    PowerInterlock = 8,
}
