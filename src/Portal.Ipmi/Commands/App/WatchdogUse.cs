namespace Portal.Ipmi.Commands.App;

/// <summary>What the watchdog timer is used for, IPMI 2.0 §27.6.</summary>
public enum WatchdogUse : byte
{
    /// <summary>Reserved value.</summary>
    Reserved = 0,

    /// <summary>Firmware, fault-resilient boot.</summary>
    BiosFrb2 = 1,

    /// <summary>Firmware, power-on self test.</summary>
    BiosPost = 2,

    /// <summary>Loading the operating system.</summary>
    OsLoad = 3,

    /// <summary>System management software or operating system.</summary>
    SmsOs = 4,

    /// <summary>OEM.</summary>
    Oem = 5,
}
