using System.Net;
using System.Net.NetworkInformation;
using Portal.Ipmi.Configuration;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary>The settings of <c>lan set</c> as people write them.</summary>
internal static class LanSettings
{
    public static LanChange Parse(string setting, string[] values)
    {
        var value = values[0];
        return setting switch
        {
            "ipsrc" => new LanChange { AddressSource = Source(value) },
            "ipaddr" => new LanChange { Address = Ipv4(value) },
            "netmask" => new LanChange { SubnetMask = Ipv4(value) },
            "macaddr" => new LanChange { Mac = Mac(value) },
            "defgw" => new LanChange { Gateway = Ipv4(value) },
            "defgwmac" => new LanChange { GatewayMac = Mac(value) },
            "bakgw" => new LanChange { BackupGateway = Ipv4(value) },
            "bakgwmac" => new LanChange { BackupGatewayMac = Mac(value) },
            "snmp" => new LanChange { Community = value.Length <= 18 ? value : throw new UsageException("A community has at most 18 characters.") },
            "vlan" => new LanChange { VlanId = value == "off" ? 0 : Number(value, 1, 4094) },
            "vlan-priority" => new LanChange { VlanPriority = (byte)Number(value, 0, 7) },
            "arp-respond" or "arp-generate" => new LanChange { ArpControl = Arp(values) },
            "arp-interval" => new LanChange { GratuitousArpInterval = TimeSpan.FromSeconds(Number(value, 0, 127)) },
            "cipher-privileges" => new LanChange { CipherSuitePrivileges = [.. value.Select(Privilege)] },
            "ttl" => new LanChange { Ipv4Header = new Ipv4Header((byte)Number(value, 1, 255), 2, 0, 8) },
            "ipv6" => new LanChange
            {
                Ipv6Enables = value switch
                {
                    "off" => Ipv6Enables.Ipv4Only,
                    "only" => Ipv6Enables.Ipv6Only,
                    "both" => Ipv6Enables.Both,
                    _ => throw new UsageException($"IPv6 is \"off\", \"only\" or \"both\", not \"{value}\"."),
                },
            },
            "ipv6-address" => new LanChange { Ipv6StaticAddresses = [Ipv6(values)] },
            "ipv6-hop-limit" => new LanChange { Ipv6HopLimit = (byte)Number(value, 0, 255) },
            "ipv6-routers" => new LanChange
            {
                Ipv6RouterControl = value switch
                {
                    "none" => Ipv6RouterControl.None,
                    "static" => Ipv6RouterControl.Static,
                    "dynamic" => Ipv6RouterControl.Dynamic,
                    "both" => Ipv6RouterControl.Static | Ipv6RouterControl.Dynamic,
                    _ => throw new UsageException($"IPv6 routers are \"none\", \"static\", \"dynamic\" or \"both\", not \"{value}\"."),
                },
            },
            "alert-address" when values.Length == 2 => new LanChange
            {
                Destinations = [new LanDestination((byte)Number(value, 0, 15)) { Address = Address(values[1]) }],
            },
            _ => throw new UsageException($"\"{setting}\" wants another number of values."),
        };
    }

    private static ArpControl Arp(string[] values)
    {
        var control = ArpControl.None;
        foreach (var value in values)
        {
            control |= value switch
            {
                "respond" => ArpControl.Responses,
                "generate" => ArpControl.Gratuitous,
                "none" => ArpControl.None,
                _ => throw new UsageException("ARP control is any of \"respond\" and \"generate\", or \"none\"."),
            };
        }

        return control;
    }

    private static Ipv6Address Ipv6(string[] values)
    {
        // NUMBER ADDRESS/PREFIX, or NUMBER off.
        if (values.Length != 2)
            throw new UsageException("An IPv6 address is given as its number and ADDRESS/PREFIX, or \"off\".");
        var number = (byte)Number(values[0], 0, 255);
        if (values[1] == "off")
            return new Ipv6Address(number, Ipv6AddressSource.Static, false, IPAddress.IPv6Any, 0, Ipv6AddressStatus.Disabled);
        if (!IPNetwork.TryParse(values[1], out _) && !values[1].Contains('/', StringComparison.Ordinal))
            throw new UsageException($"\"{values[1]}\" is no IPv6 address with a prefix length.");
        var parts = values[1].Split('/');
        if (parts.Length != 2 || !IPAddress.TryParse(parts[0], out var address))
            throw new UsageException($"\"{values[1]}\" is no IPv6 address with a prefix length.");
        return new Ipv6Address(number, Ipv6AddressSource.Static, true, address, (byte)Number(parts[1], 0, 128), Ipv6AddressStatus.Active);
    }

    private static IpAddressSource Source(string value) => value switch
    {
        "static" => IpAddressSource.Static,
        "dhcp" => IpAddressSource.Dhcp,
        "bios" => IpAddressSource.Firmware,
        "other" => IpAddressSource.Other,
        "none" => IpAddressSource.Unspecified,
        _ => throw new UsageException($"An address comes from \"static\", \"dhcp\", \"bios\", \"other\" or \"none\", not \"{value}\"."),
    };

    private static PrivilegeLevel? Privilege(char letter) => letter switch
    {
        'X' => null,
        'c' => PrivilegeLevel.Callback,
        'u' => PrivilegeLevel.User,
        'o' => PrivilegeLevel.Operator,
        'a' => PrivilegeLevel.Administrator,
        'O' => PrivilegeLevel.Oem,
        _ => throw new UsageException($"A privilege is X (none), c, u, o, a or O, not '{letter}'."),
    };

    private static IPAddress Address(string value) =>
        IPAddress.TryParse(value, out var address) ? address : throw new UsageException($"\"{value}\" is no address.");

    private static IPAddress Ipv4(string value) =>
        IPAddress.TryParse(value, out var address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
            ? address : throw new UsageException($"\"{value}\" is no IPv4 address.");

    private static PhysicalAddress Mac(string value) =>
        PhysicalAddress.TryParse(value.Replace(':', '-'), out var mac) && mac.GetAddressBytes().Length == 6 ? mac : throw new UsageException($"\"{value}\" is no MAC address.");

    private static int Number(string value, int from, int to) =>
        Numbers.TryParse<int>(value, out var number) && number >= from && number <= to ? number : throw new UsageException($"\"{value}\" is no number from {from} to {to}.");
}
