namespace Portal.Ipmi.Configuration;

/// <summary>IPv4, IPv6 or both, IPMI 2.0 table 23-4, parameter 51.</summary>
public enum Ipv6Enables : byte
{
    /// <summary>IPv6 is off.</summary>
    Ipv4Only = 0,

    /// <summary>IPv4 is off.</summary>
    Ipv6Only = 1,

    /// <summary>Both are on.</summary>
    Both = 2,
}
