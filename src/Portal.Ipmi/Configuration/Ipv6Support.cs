namespace Portal.Ipmi.Configuration;

/// <summary>What a BMC can do with IPv6, IPMI 2.0 table 23-4, parameter 50.</summary>
[Flags]
public enum Ipv6Support : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>IPv6 alone.</summary>
    Ipv6Only = 1,

    /// <summary>IPv4 and IPv6 at the same time.</summary>
    Both = 2,

    /// <summary>Alerts to IPv6 addresses.</summary>
    Alerting = 4,
}
