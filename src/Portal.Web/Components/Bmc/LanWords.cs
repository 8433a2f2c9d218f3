using System.Globalization;
using System.Net.NetworkInformation;
using Portal.Fleet.Configuration.Lan;
using Portal.Ipmi.Configuration;

namespace Portal.Web.Components.Bmc;

/// <summary>Marks and names of what belongs to a network.</summary>
internal static class LanWords
{
    public static string Kind(LanMoveState state) => state switch { LanMoveState.Running => "run", LanMoveState.Done => "ok", LanMoveState.Refused or LanMoveState.StillThere => "warn", _ => "crit" };

    public static string MarkOf(LanMoveState state) => Kind(state);

    public static string Kind(LanStageState state) => state switch
    {
        LanStageState.Running => "run",
        LanStageState.Done => "ok",
        LanStageState.Noted => "unk",
        LanStageState.Failed => "crit",
        _ => "off",
    };

    public static string MarkOf(LanStageState state) => state == LanStageState.Waiting ? "wait" : state == LanStageState.Noted ? "skip" : Kind(state);

    public static string? Mac(PhysicalAddress? mac) => mac is null ? null : string.Join(':', mac.GetAddressBytes().Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));

    public static string Source(Ipv6AddressSource source) => source switch { Ipv6AddressSource.Slaac => "SLAAC", Ipv6AddressSource.Dhcpv6 => "DHCPv6", _ => "IPv6" };
}
