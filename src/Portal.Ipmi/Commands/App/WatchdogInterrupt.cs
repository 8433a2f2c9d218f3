namespace Portal.Ipmi.Commands.App;

/// <summary>What warns before the watchdog timer expires, IPMI 2.0 §27.6.</summary>
public enum WatchdogInterrupt : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>System management interrupt.</summary>
    Smi = 1,

    /// <summary>Diagnostic interrupt (NMI).</summary>
    Nmi = 2,

    /// <summary>Messaging interrupt.</summary>
    Messaging = 3,
}
