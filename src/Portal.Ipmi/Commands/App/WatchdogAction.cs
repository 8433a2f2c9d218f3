namespace Portal.Ipmi.Commands.App;

/// <summary>What happens when the watchdog timer expires, IPMI 2.0 §27.6.</summary>
public enum WatchdogAction : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Hard reset.</summary>
    HardReset = 1,

    /// <summary>Power down.</summary>
    PowerDown = 2,

    /// <summary>Power cycle.</summary>
    PowerCycle = 3,
}
