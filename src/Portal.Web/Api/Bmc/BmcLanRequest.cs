using Portal.Fleet.Configuration.Lan;
using Portal.Ipmi.Configuration;

namespace Portal.Web.Api.Bmc;

/// <summary>What to change of a BMC's network; what is left out stays.</summary>
internal sealed record BmcLanRequest
{
    /// <summary>static or dhcp.</summary>
    public string? Source { get; init; }

    public string? Address { get; init; }

    public string? Mask { get; init; }

    public string? Gateway { get; init; }

    /// <summary>1 to 4094; 0 switches VLAN off.</summary>
    public int? VlanId { get; init; }

    /// <summary>0 to 7.</summary>
    public int? VlanPriority { get; init; }

    /// <summary>ipv4Only or both.</summary>
    public Ipv6Enables? Protocols { get; init; }

    /// <summary>The first IPv6 address by hand; empty switches it off.</summary>
    public string? Ipv6Address { get; init; }

    public int? Ipv6PrefixLength { get; init; }

    public LanWish ToWish() => new()
    {
        Source = Source switch
        {
            null => null,
            "static" => IpAddressSource.Static,
            "dhcp" => IpAddressSource.Dhcp,
            _ => throw new InvalidRequestException("invalid_source", "source is static or dhcp.", "source"),
        },
        Address = Address,
        Mask = Mask,
        Gateway = Gateway,
        VlanId = VlanId,
        VlanPriority = VlanPriority,
        Protocols = Protocols,
        Ipv6Address = Ipv6Address,
        Ipv6PrefixLength = Ipv6PrefixLength,
    };
}
