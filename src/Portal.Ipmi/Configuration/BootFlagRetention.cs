namespace Portal.Ipmi.Configuration;

/// <summary>When the BMC leaves the valid bit of the boot flags alone, IPMI 2.0 table 28-14, parameter 3. None set is the default: it always clears it.</summary>
[Flags]
public enum BootFlagRetention : byte
{
    /// <summary>Always cleared.</summary>
    None = 0,

    /// <summary>Not cleared by a power-up with the button or a wake event.</summary>
    PowerButton = 1,

    /// <summary>Not cleared by a reset with the button or a soft reset.</summary>
    ResetButton = 2,

    /// <summary>Not cleared by a reset or power cycle of the watchdog.</summary>
    Watchdog = 4,

    /// <summary>Not cleared when no Chassis Control comes within 60 s.</summary>
    Timeout = 8,

    /// <summary>Not cleared by a reset or power cycle of platform event filtering.</summary>
    PlatformEvent = 16,
}
