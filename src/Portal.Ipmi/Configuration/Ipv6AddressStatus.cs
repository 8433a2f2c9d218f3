namespace Portal.Ipmi.Configuration;

/// <summary>State of an IPv6 address, IPMI 2.0 table 23-4, parameters 56 and 59.</summary>
public enum Ipv6AddressStatus : byte
{
    /// <summary>In use.</summary>
    Active = 0,

    /// <summary>Disabled.</summary>
    Disabled = 1,

    /// <summary>Duplicate address detection or DHCPv6 is under way.</summary>
    Pending = 2,

    /// <summary>Duplicate, or DHCPv6 failed.</summary>
    Failed = 3,

    /// <summary>Preferred lifetime is over.</summary>
    Deprecated = 4,

    /// <summary>Valid lifetime is over.</summary>
    Invalid = 5,
}
