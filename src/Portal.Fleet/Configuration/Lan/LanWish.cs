using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Configuration.Lan;

/// <summary>What somebody wants of a BMC's network: all that is not null. As typed; <see cref="LanPlan"/> checks it.</summary>
public sealed record LanWish
{
    public IpAddressSource? Source { get; init; }

    public string? Address { get; init; }

    public string? Mask { get; init; }

    public string? Gateway { get; init; }

    /// <summary>VLAN id, 0 switches VLAN off.</summary>
    public int? VlanId { get; init; }

    public int? VlanPriority { get; init; }

    /// <summary>IPv4, IPv6 or both.</summary>
    public Ipv6Enables? Protocols { get; init; }

    /// <summary>The first IPv6 address by hand; empty switches it off.</summary>
    public string? Ipv6Address { get; init; }

    public int? Ipv6PrefixLength { get; init; }
}
