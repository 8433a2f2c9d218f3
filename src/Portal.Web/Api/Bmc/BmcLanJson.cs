using System.Net.NetworkInformation;
using System.Text.Json;
using Portal.Fleet.Configuration.Lan;

namespace Portal.Web.Api.Bmc;

/// <summary>The network of a BMC, read from it just now, and its newest change.</summary>
/// <param name="Source">unspecified, static, dhcp, firmware or other.</param>
/// <param name="VlanId">0 when VLAN is off; null when the BMC knows none.</param>
/// <param name="Protocols">ipv4Only, ipv6Only or both; null when the BMC knows no IPv6.</param>
/// <param name="Translated">The portal reaches the BMC at another address than it has itself.</param>
/// <param name="Unread">Parameters that the BMC did not tell.</param>
/// <param name="Change">The newest change; null when there was none.</param>
internal sealed record BmcLanJson(
    int Channel, string? Source, string? Address, string? Mask, string? Gateway, string? Mac, int? VlanId, int? VlanPriority, string? Protocols, IReadOnlyList<BmcIpv6AddressJson> Ipv6Addresses,
    bool Translated, IReadOnlyList<int> Unread, DateTimeOffset ReadAt, BmcLanMoveJson? Change)
{
    public static BmcLanJson From(LanView view, LanMoveView? move)
    {
        var lan = view.Settings;
        return new BmcLanJson(
            lan.Channel, Name(lan.AddressSource), lan.Address?.ToString(), lan.SubnetMask?.ToString(), lan.Gateway?.ToString(), FormatMac(lan.Mac),
            lan.VlanEnabled is null ? null : lan.VlanEnabled == true ? lan.VlanId : 0, lan.VlanPriority, Name(lan.Ipv6?.Enables),
            [.. (lan.Ipv6?.StaticAddresses ?? []).Concat(lan.Ipv6?.DynamicAddresses ?? []).Where(address => address.IsEnabled && !address.Address.Equals(System.Net.IPAddress.IPv6None) && !address.Address.Equals(System.Net.IPAddress.IPv6Any))
                .Select(address => new BmcIpv6AddressJson(address.Address.ToString(), address.PrefixLength, Name<Portal.Ipmi.Configuration.Ipv6AddressSource>(address.Source)!, Name<Portal.Ipmi.Configuration.Ipv6AddressStatus>(address.Status)!))],
            view.IsTranslated, [.. lan.Unread.Select(unread => (int)unread.Parameter).Distinct()], view.ReadAt, move is null ? null : BmcLanMoveJson.From(move));
    }

    /// <summary>As people write it: <c>3c:ec:ef:4a:11:d2</c>.</summary>
    internal static string? FormatMac(PhysicalAddress? mac) => mac is null ? null : string.Join(':', mac.GetAddressBytes().Select(part => part.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));

    internal static string? Name<T>(T? value)
        where T : struct, Enum => value is { } set ? JsonNamingPolicy.CamelCase.ConvertName(set.ToString()) : null;
}
