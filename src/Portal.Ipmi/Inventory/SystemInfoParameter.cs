namespace Portal.Ipmi.Inventory;

/// <summary>String parameters of the system info, IPMI 2.0 table 22-16c.</summary>
public enum SystemInfoParameter : byte
{
    /// <summary>Version of the system's firmware (BIOS).</summary>
    SystemFirmwareVersion = 1,

    /// <summary>Name of the system.</summary>
    SystemName = 2,

    /// <summary>Name of the operating system that is normally run.</summary>
    PrimaryOperatingSystemName = 3,

    /// <summary>Name of the operating system that is running.</summary>
    OperatingSystemName = 4,

    /// <summary>Version of the operating system that is running.</summary>
    OperatingSystemVersion = 5,

    /// <summary>URL of the BMC's pages.</summary>
    BmcUrl = 6,

    /// <summary>URL at which the base operating system or hypervisor is managed.</summary>
    HypervisorUrl = 7,
}
