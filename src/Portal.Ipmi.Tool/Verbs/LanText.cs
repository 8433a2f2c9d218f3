using System.Net.NetworkInformation;
using Portal.Ipmi.Configuration;
using Portal.Ipmi.Tool.Output;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary>A LAN configuration for people.</summary>
internal static class LanText
{
    private static readonly string[] s_levels = ["Callback", "User", "Operator", "Admin", "OEM"];

    public static void Print(LanConfiguration lan, TextReport report)
    {
        report.Field("Channel", lan.Channel).Field("Set in Progress", Words(lan.SetInProgress))
            .Field("Auth Type Support", lan.AuthenticationSupport is { } support ? Words(support) : null);
        for (var i = 0; i < (lan.AuthenticationEnables?.Count ?? 0); i++)
            report.Field(i == 0 ? "Auth Type Enable" : "", $"{s_levels[i],-8} : {Words(lan.AuthenticationEnables![i])}");
        report
            .Field("IP Address Source", lan.AddressSource switch
            {
                null => null,
                IpAddressSource.Unspecified => "Unspecified",
                IpAddressSource.Static => "Static Address",
                IpAddressSource.Dhcp => "DHCP Address",
                IpAddressSource.Firmware => "BIOS Assigned Address",
                _ => "Other",
            })
            .Field("IP Address", lan.Address)
            .Field("Subnet Mask", lan.SubnetMask)
            .Field("MAC Address", Hex(lan.Mac))
            .Field("SNMP Community String", lan.Community)
            .Field("IP Header", lan.Ipv4Header is { } header ? $"TTL=0x{header.TimeToLive:x2} Flags=0x{header.Flags << 5:x2} Precedence=0x{header.Precedence << 5:x2} TOS=0x{header.TypeOfService << 1:x2}" : null)
            .Field("RMCP Ports", lan.PrimaryPort is null ? null : $"{lan.PrimaryPort}, secondary {lan.SecondaryPort}")
            .Field("BMC ARP Control", lan.ArpControl is { } arp ? $"ARP Responses {OnOff(arp, ArpControl.Responses)}, Gratuitous ARP {OnOff(arp, ArpControl.Gratuitous)}" : null)
            .Field("Gratituous ARP Intrvl", lan.GratuitousArpInterval is { } interval ? $"{interval.TotalSeconds:0.0} seconds" : null)
            .Field("Default Gateway IP", lan.Gateway)
            .Field("Default Gateway MAC", Hex(lan.GatewayMac))
            .Field("Backup Gateway IP", lan.BackupGateway)
            .Field("Backup Gateway MAC", Hex(lan.BackupGatewayMac))
            .Field("802.1q VLAN ID", lan.VlanEnabled is null ? null : lan.VlanEnabled == true ? lan.VlanId : "Disabled")
            .Field("802.1q VLAN Priority", lan.VlanPriority)
            .Field("RMCP+ Cipher Suites", lan.CipherSuites.Count == 0 ? null : string.Join(',', lan.CipherSuites.Select(s => (byte)s.Suite)))
            .Field("Cipher Suite Priv Max", lan.CipherSuites.Count == 0 ? null : string.Concat(lan.CipherSuites.Select(s => Letter(s.Limit))))
            .Field("Bad Password Threshold", lan.BadPasswordThreshold is { } bad
                ? bad.Attempts == 0 ? "off" : $"{bad.Attempts} attempts, forgotten after {bad.ResetInterval.TotalSeconds:0} s, locked for {bad.LockoutInterval.TotalSeconds:0} s" : null);
        foreach (var destination in lan.Destinations)
            report.Field($"Alert Destination {destination.Number}", Words(destination));
        if (lan.Ipv6 is { } ipv6)
            Print(ipv6, report);
        if (lan.Unread.Count > 0)
            report.Field("Not told by the BMC", string.Join(' ', lan.Unread.Select(u => u.Set == 0 ? $"{u.Parameter}" : $"{u.Parameter}/{u.Set}")));
    }

    private static void Print(Ipv6Configuration ipv6, TextReport report)
    {
        report
            .Field("IPv6 Support", ipv6.Support)
            .Field("IPv6 Enables", ipv6.Enables)
            .Field("IPv6 Traffic Class", ipv6.TrafficClass)
            .Field("IPv6 Hop Limit", ipv6.HopLimit)
            .Field("IPv6 Flow Label", ipv6.FlowLabel)
            .Field("IPv6 Addresses", ipv6.MaxStaticAddresses is null ? null : $"{ipv6.MaxStaticAddresses} static, {ipv6.MaxDynamicAddresses} dynamic")
            .Field("DHCPv6 Support", ipv6.SupportsDhcpv6)
            .Field("SLAAC Support", ipv6.SupportsSlaac);
        foreach (var address in ipv6.StaticAddresses)
            report.Field($"IPv6 Static Address {address.Number}", Words(address));
        foreach (var address in ipv6.DynamicAddresses)
            report.Field($"IPv6 Dynamic Address {address.Number}", Words(address));
        report.Field("IPv6 Routers", ipv6.RouterControl);
        foreach (var router in ipv6.StaticRouters)
            report.Field($"IPv6 Static Router {router.Number}", Words(router));
        foreach (var router in ipv6.DynamicRouters)
            report.Field($"IPv6 Dynamic Router {router.Number}", Words(router));
    }

    private static string Words(LanDestination destination)
    {
        var kind = destination.Type switch
        {
            null => "unknown",
            0 => "PET",
            6 => "OEM 1",
            7 => "OEM 2",
            var other => $"type {other}",
        };
        var vlan = destination.VlanId is { } id ? $", VLAN {id}" : "";
        return $"{kind}, {(destination.Acknowledge ? "acknowledged" : "unacknowledged")}, {destination.Timeout.TotalSeconds:0} s, {destination.Retries} retries, "
            + $"{destination.Address} {Hex(destination.Mac)} by the {(destination.UsesBackupGateway ? "backup" : "default")} gateway{vlan}";
    }

    private static string Words(Ipv6Address address) =>
        $"{(address.IsEnabled ? "enabled" : "disabled")}, {address.Address}/{address.PrefixLength}, {address.Source}, {address.Status}";

    private static string Words(Ipv6Router router) => $"{router.Address}, MAC {Hex(router.Mac)}, serves {router.Prefix}/{router.PrefixLength}";

    private static string? Words(SetInProgress? state) => state switch
    {
        null => null,
        SetInProgress.Complete => "Set Complete",
        SetInProgress.InProgress => "Set In Progress",
        SetInProgress.Commit => "Commit Write",
        _ => "Reserved",
    };

    private static string Words(AuthenticationTypes types)
    {
        var words = new List<string>();
        foreach (var (type, word) in new[]
        {
            (AuthenticationTypes.NoAuthentication, "NONE"), (AuthenticationTypes.Md2, "MD2"), (AuthenticationTypes.Md5, "MD5"), (AuthenticationTypes.Password, "PASSWORD"),
            (AuthenticationTypes.Oem, "OEM"),
        })
        {
            if (types.HasFlag(type))
                words.Add(word);
        }

        return string.Join(' ', words);
    }

    private static char Letter(PrivilegeLevel? limit) => limit switch
    {
        null => 'X',
        PrivilegeLevel.Callback => 'c',
        PrivilegeLevel.User => 'u',
        PrivilegeLevel.Operator => 'o',
        PrivilegeLevel.Administrator => 'a',
        PrivilegeLevel.Oem => 'O',
        _ => '-',
    };

    private static string OnOff(ArpControl control, ArpControl bit) => control.HasFlag(bit) ? "Enabled" : "Disabled";

    private static string? Hex(PhysicalAddress? mac) => mac is null ? null : string.Join(':', mac.GetAddressBytes().Select(b => $"{b:x2}"));
}
