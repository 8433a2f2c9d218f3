namespace Portal.Ipmi.Commands.App;

/// <summary>Uses for which the watchdog timer has expired, IPMI 2.0 §27.6 and §27.7.</summary>
[Flags]
public enum WatchdogExpirations : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><see cref="WatchdogUse.BiosFrb2"/>.</summary>
    BiosFrb2 = 0x02,

    /// <summary><see cref="WatchdogUse.BiosPost"/>.</summary>
    BiosPost = 0x04,

    /// <summary><see cref="WatchdogUse.OsLoad"/>.</summary>
    OsLoad = 0x08,

    /// <summary><see cref="WatchdogUse.SmsOs"/>.</summary>
    SmsOs = 0x10,

    /// <summary><see cref="WatchdogUse.Oem"/>.</summary>
    Oem = 0x20,
}
