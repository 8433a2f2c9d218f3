using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Portal.Fleet.Access;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Configuration.Lan;

/// <summary>A change of a BMC's network that fits together: what is written, and where the BMC should be then.</summary>
internal sealed class LanPlan
{
    private readonly List<LanDifference> _differences = [];

    private LanPlan(LanChange change) => Change = change;

    public LanChange Change { get; private set; }

    /// <summary>The BMC's new IPv4 address; null when it stays.</summary>
    public IPAddress? Address => Change.Address;

    /// <summary>The BMC takes its address from elsewhere from now on: nobody knows which.</summary>
    public bool IsDynamic => Change.AddressSource is { } source && source != IpAddressSource.Static;

    public IReadOnlyList<LanDifference> Differences => _differences;

    /// <summary>Checks a wish against what the BMC has; pure, sends nothing.</summary>
    /// <exception cref="BmcActionException">A value cannot be, or the values do not fit together.</exception>
    public static LanPlan Of(LanConfiguration now, LanWish wish)
    {
        var plan = new LanPlan(new LanChange());
        plan.Ipv4(now, wish);
        plan.Vlan(now, wish);
        plan.Ipv6(now, wish);
        return plan._differences.Count > 0 ? plan : throw new BmcActionException("nothing_to_change", "The BMC has these settings already.");
    }

    private void Ipv4(LanConfiguration now, LanWish wish)
    {
        if (wish.Source is { } wanted && wanted is not (IpAddressSource.Static or IpAddressSource.Dhcp))
            throw Invalid("The address comes by hand (static) or by DHCP.");
        var source = wish.Source ?? now.AddressSource ?? IpAddressSource.Static;
        var address = Parse(wish.Address, "address");
        var mask = Parse(wish.Mask, "mask");
        var gateway = Parse(wish.Gateway, "gateway");
        if (source == IpAddressSource.Dhcp && ((address ?? mask ?? gateway) is not null) && (Differs(address, now.Address) || Differs(mask, now.SubnetMask) || Differs(gateway, now.Gateway)))
            throw new BmcActionException("lan_dhcp_fixed", "With DHCP the address, the mask and the gateway come from the DHCP server: set none of them, or choose static.");
        if (source != now.AddressSource && wish.Source is not null)
            Note("source", now.AddressSource?.ToString(), source.ToString(), change => change with { AddressSource = source });
        if (source == IpAddressSource.Dhcp)
            return;

        // All three are checked together, those that stay too, where one of them changes.
        if (Differs(address, now.Address) || Differs(mask, now.SubnetMask) || Differs(gateway, now.Gateway))
            CheckSubnet(address ?? now.Address, mask ?? now.SubnetMask, gateway ?? now.Gateway);
        if (Differs(mask, now.SubnetMask))
            Note("mask", now.SubnetMask?.ToString(), mask!.ToString(), change => change with { SubnetMask = mask });
        if (Differs(gateway, now.Gateway))
            Note("gateway", now.Gateway?.ToString(), gateway!.ToString(), change => change with { Gateway = gateway });
        if (Differs(address, now.Address))
            Note("address", now.Address?.ToString(), address!.ToString(), change => change with { Address = address });
    }

    private void Vlan(LanConfiguration now, LanWish wish)
    {
        if ((wish.VlanId is not null || wish.VlanPriority is not null) && now.VlanEnabled is null)
            throw new BmcActionException("lan_no_vlan", "The BMC knows no VLAN.");
        if (wish.VlanPriority is < 0 or > 7)
            throw Invalid("A VLAN priority is 0 to 7.");
        if (wish.VlanId is < 0 or > 4094)
            throw Invalid("A VLAN id is 1 to 4094, or 0 for none.");
        if (wish.VlanPriority is { } priority && priority != now.VlanPriority)
            Note("vlanPriority", now.VlanPriority?.ToString(CultureInfo.InvariantCulture), priority.ToString(CultureInfo.InvariantCulture), change => change with { VlanPriority = (byte)priority });
        var present = now.VlanEnabled == true ? now.VlanId ?? 0 : 0;
        if (wish.VlanId is { } vlan && vlan != present)
            Note("vlanId", present == 0 ? "off" : present.ToString(CultureInfo.InvariantCulture), vlan == 0 ? "off" : vlan.ToString(CultureInfo.InvariantCulture), change => change with { VlanId = vlan });
    }

    private void Ipv6(LanConfiguration now, LanWish wish)
    {
        if (wish.Protocols is null && wish.Ipv6Address is null && wish.Ipv6PrefixLength is null)
            return;
        if (now.Ipv6 is not { } ipv6)
            throw new BmcActionException("lan_no_ipv6", "The BMC knows no IPv6.");
        if (wish.Protocols is { } protocols && protocols != ipv6.Enables)
        {
            if (protocols == Ipv6Enables.Ipv6Only || !Enum.IsDefined(protocols))
                throw new BmcActionException("would_lock_out", "Without IPv4 the portal would lose its way to the BMC: use both.");
            Note("protocols", ipv6.Enables?.ToString(), protocols.ToString(), change => change with { Ipv6Enables = protocols });
        }

        var first = ipv6.StaticAddresses.FirstOrDefault(address => address.Number == 0);
        if (wish.Ipv6PrefixLength is < 1 or > 128)
            throw Invalid("An IPv6 prefix has 1 to 128 bits.");
        if (wish.Ipv6Address is not { } text)
            return;
        if (ipv6.MaxStaticAddresses is 0)
            throw new BmcActionException("lan_no_ipv6", "The BMC takes no IPv6 address by hand.");
        var before = first is { IsEnabled: true } ? $"{first.Address}/{first.PrefixLength}" : "off";
        if (text.Length == 0)
        {
            if (first is { IsEnabled: true })
                Note("ipv6Address", before, "off", change => change with { Ipv6StaticAddresses = [first with { IsEnabled = false }] });
            return;
        }

        if (!IPAddress.TryParse(text, out var address) || address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6 || address.IsIPv6Multicast || address.ScopeId != 0 || address.Equals(IPAddress.IPv6Any))
            throw Invalid($"\"{text}\" is no IPv6 address of a host.");
        var prefix = (byte)(wish.Ipv6PrefixLength ?? (first is { IsEnabled: true } ? first.PrefixLength : 64));
        var after = $"{address}/{prefix}";
        if (after != before)
            Note("ipv6Address", before, after, change => change with { Ipv6StaticAddresses = [new Ipv6Address(0, Ipv6AddressSource.Static, true, address, prefix, Ipv6AddressStatus.Active)] });
    }

    private void Note(string name, string? before, string after, Func<LanChange, LanChange> apply)
    {
        _differences.Add(new LanDifference(name, before, after));
        Change = apply(Change);
    }

    private static void CheckSubnet(IPAddress? address, IPAddress? mask, IPAddress? gateway)
    {
        if (mask is not null && !IsMask(mask))
            throw Invalid($"{mask} is no subnet mask: its ones must come first.");
        if (address is null || mask is null)
            return;
        var (host, net) = (Number(address), Number(mask));
        if (host >> 24 is 0 or >= 224)
            throw Invalid($"{address} is no address of a host.");
        if (net < 0xFFFFFFFE && ((host & ~net) == 0 || (host & ~net) == ~net))
            throw Invalid($"{address} names the whole subnet {address}/{Bits(net)}, not a host in it.");
        if (gateway is null || gateway.Equals(IPAddress.Any))
            return;
        if (gateway.Equals(address))
            throw new BmcActionException("lan_gateway", "The gateway cannot be the BMC itself.");
        if ((Number(gateway) & net) != (host & net))
            throw new BmcActionException("lan_gateway", $"The gateway {gateway} is not in the subnet of {address}/{Bits(net)}: the BMC could not reach it.");
    }

    /// <summary>Four plain numbers: what other programs would read as something else is refused.</summary>
    private static IPAddress? Parse(string? text, string name)
    {
        if (text is null)
            return null;
        return IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text
            ? address
            : throw Invalid($"The {name} \"{(text.Length <= 64 ? text : text[..64])}\" is no IPv4 address such as 192.0.2.10.");
    }

    private static bool Differs(IPAddress? wanted, IPAddress? now) => wanted is not null && !wanted.Equals(now);

    private static bool IsMask(IPAddress mask)
    {
        var inverse = ~Number(mask);
        return inverse != uint.MaxValue && (inverse & (inverse + 1)) == 0;
    }

    private static int Bits(uint mask) => System.Numerics.BitOperations.PopCount(mask);

    private static uint Number(IPAddress address) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());

    private static BmcActionException Invalid(string message) => new("lan_invalid", message);
}
