namespace Portal.Ipmi.Configuration;

/// <summary>Who has yet to handle the boot information, IPMI 2.0 table 28-14, parameter 4: a party clears its bit when it has.</summary>
[Flags]
public enum BootParties : byte
{
    /// <summary>All have.</summary>
    None = 0,

    /// <summary>Firmware.</summary>
    Firmware = 1,

    /// <summary>Boot loader.</summary>
    BootLoader = 2,

    /// <summary>Operating system or service partition.</summary>
    OperatingSystem = 4,

    /// <summary>System management software.</summary>
    ManagementSoftware = 8,

    /// <summary>OEM.</summary>
    Oem = 16,
}
