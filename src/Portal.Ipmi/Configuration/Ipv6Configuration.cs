namespace Portal.Ipmi.Configuration;

/// <summary>The IPv6 part of a LAN configuration, IPMI 2.0 table 23-4, parameters 50 to 80. What the BMC does not tell is null.</summary>
public sealed record Ipv6Configuration
{
    /// <summary>What it can do.</summary>
    public Ipv6Support? Support { get; init; }

    /// <summary>What is on.</summary>
    public Ipv6Enables? Enables { get; init; }

    /// <summary>Traffic class of packets it sends.</summary>
    public byte? TrafficClass { get; init; }

    /// <summary>Hop limit of packets it sends.</summary>
    public byte? HopLimit { get; init; }

    /// <summary>Flow label of packets it sends, 20 bits.</summary>
    public int? FlowLabel { get; init; }

    /// <summary>Addresses by hand that there can be.</summary>
    public byte? MaxStaticAddresses { get; init; }

    /// <summary>Dynamic addresses that there can be.</summary>
    public byte? MaxDynamicAddresses { get; init; }

    /// <summary>DHCPv6 can be used.</summary>
    public bool? SupportsDhcpv6 { get; init; }

    /// <summary>Stateless autoconfiguration can be used.</summary>
    public bool? SupportsSlaac { get; init; }

    /// <summary>Addresses by hand.</summary>
    public IReadOnlyList<Ipv6Address> StaticAddresses { get; init; } = [];

    /// <summary>Dynamic addresses.</summary>
    public IReadOnlyList<Ipv6Address> DynamicAddresses { get; init; } = [];

    /// <summary>DUID of the first static address, when it has one.</summary>
    public ReadOnlyMemory<byte>? StaticDuid { get; init; }

    /// <summary>DUID of the first dynamic address, when it has one.</summary>
    public ReadOnlyMemory<byte>? DynamicDuid { get; init; }

    /// <summary>Which routers are used.</summary>
    public Ipv6RouterControl? RouterControl { get; init; }

    /// <summary>Routers by hand.</summary>
    public IReadOnlyList<Ipv6Router> StaticRouters { get; init; } = [];

    /// <summary>Routers of advertisements.</summary>
    public IReadOnlyList<Ipv6Router> DynamicRouters { get; init; } = [];

    /// <summary>Whether DHCPv6 timing can be set: 0 no, 1 for all interfaces, 2 for each.</summary>
    public byte? Dhcpv6TimingSupport { get; init; }

    /// <summary>DHCPv6 timing, as it came, without its selectors.</summary>
    public ReadOnlyMemory<byte>? Dhcpv6Timing { get; init; }

    /// <summary>Whether timing of neighbour discovery can be set: 0 no, 1 for all interfaces, 2 for each.</summary>
    public byte? SlaacTimingSupport { get; init; }

    /// <summary>Timing of neighbour discovery, as it came, without its selectors.</summary>
    public ReadOnlyMemory<byte>? SlaacTiming { get; init; }
}
