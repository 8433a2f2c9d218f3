namespace Portal.Fleet.Power;

/// <summary>What an operation does: the power verbs, each different in word and effect, and what ends with one of them.</summary>
public enum PowerAction
{
    On,
    Off,
    Cycle,
    Reset,
    Soft,
    Nmi,

    /// <summary>Tells the firmware to open its setup at the next start, then resets or powers on.</summary>
    BootToSetup,

    /// <summary>Tells the firmware what to boot from, then resets or powers on.</summary>
    BootAndWatch,

    /// <summary>Restarts the BMC as if it lost power. The host runs on.</summary>
    BmcColdReset,

    /// <summary>Restarts the BMC's software.</summary>
    BmcWarmReset,
}
