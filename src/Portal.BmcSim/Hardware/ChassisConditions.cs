namespace Portal.BmcSim.Hardware;

/// <summary>What is wrong with a simulated chassis, as Get Chassis Status tells it.</summary>
[Flags]
public enum ChassisConditions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Shut down by an overload.</summary>
    PowerOverload = 1,

    /// <summary>Shut down by an interlock switch.</summary>
    Interlock = 2,

    /// <summary>Fault of the main power subsystem.</summary>
    PowerFault = 4,

    /// <summary>Power did not follow a command.</summary>
    PowerControlFault = 8,

    /// <summary>Mains power failed last.</summary>
    AcFailed = 16,

    /// <summary>The chassis is open.</summary>
    Intrusion = 32,

    /// <summary>The front panel is locked.</summary>
    FrontPanelLockout = 64,

    /// <summary>A drive failed.</summary>
    DriveFault = 128,

    /// <summary>A fan failed.</summary>
    CoolingFault = 256,
}
