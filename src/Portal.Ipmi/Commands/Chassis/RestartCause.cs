namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Why the host started last, IPMI 2.0 §28.11.</summary>
public enum RestartCause : byte
{
    /// <summary>Unknown.</summary>
    Unknown = 0,

    /// <summary>Chassis Control command.</summary>
    ChassisControl = 1,

    /// <summary>Reset button.</summary>
    ResetButton = 2,

    /// <summary>Power button.</summary>
    PowerButton = 3,

    /// <summary>The watchdog timer expired.</summary>
    Watchdog = 4,

    /// <summary>OEM cause.</summary>
    Oem = 5,

    /// <summary>Mains power returned, and the policy is always on.</summary>
    PowerRestoredAlwaysOn = 6,

    /// <summary>Mains power returned, and the policy is the previous state.</summary>
    PowerRestoredPrevious = 7,

    /// <summary>Reset by platform event filtering.</summary>
    PlatformEventReset = 8,

    /// <summary>Power cycle by platform event filtering.</summary>
    PlatformEventPowerCycle = 9,

    /// <summary>Soft reset, for example Ctrl-Alt-Del.</summary>
    SoftReset = 10,

    /// <summary>The real-time clock woke it.</summary>
    RtcWakeUp = 11,
}
