namespace Portal.Ipmi.Configuration;

/// <summary>Where an IPv6 address comes from, IPMI 2.0 table 23-4, parameters 56 and 59.</summary>
public enum Ipv6AddressSource : byte
{
    /// <summary>Set by hand.</summary>
    Static = 0,

    /// <summary>Stateless autoconfiguration.</summary>
    Slaac = 1,

    /// <summary>DHCPv6.</summary>
    Dhcpv6 = 2,
}
