namespace Portal.Ipmi.Configuration;

/// <summary>Where the BMC has its IPv4 address from, IPMI 2.0 table 23-4, parameter 4.</summary>
public enum IpAddressSource : byte
{
    /// <summary>Unspecified.</summary>
    Unspecified = 0,

    /// <summary>Set by hand.</summary>
    Static = 1,

    /// <summary>DHCP.</summary>
    Dhcp = 2,

    /// <summary>Set by the host's firmware or software.</summary>
    Firmware = 3,

    /// <summary>Another way of the BMC's own.</summary>
    Other = 4,
}
