namespace Portal.Ipmi.Commands.Chassis;

/// <summary>What Chassis Control can do, IPMI 2.0 §28.3.</summary>
public enum ChassisAction : byte
{
    /// <summary>Power down at once, without telling the operating system.</summary>
    PowerDown = 0,

    /// <summary>Power up.</summary>
    PowerUp = 1,

    /// <summary>Off for at least one second, then on.</summary>
    PowerCycle = 2,

    /// <summary>Hard reset; power stays on.</summary>
    HardReset = 3,

    /// <summary>Diagnostic interrupt (NMI).</summary>
    DiagnosticInterrupt = 4,

    /// <summary>Soft shutdown by emulating a fatal over-temperature (ACPI power button).</summary>
    SoftShutdown = 5,
}
