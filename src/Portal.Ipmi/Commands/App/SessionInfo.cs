using System.Net;
using System.Net.NetworkInformation;

namespace Portal.Ipmi.Commands.App;

/// <summary>Answer to Get Session Info, IPMI 2.0 §22.20.</summary>
/// <param name="Handle">Session handle; 0 when no session is there.</param>
/// <param name="PossibleSessions">Sessions that the BMC can hold.</param>
/// <param name="ActiveSessions">Sessions that are active on all channels.</param>
/// <param name="UserId">User id; null when the BMC tells no more than the counts.</param>
/// <param name="Privilege">Privilege level in force; null when the BMC tells no more than the counts.</param>
/// <param name="Channel">Channel number; null when the BMC tells no more than the counts.</param>
public sealed record SessionInfo(byte Handle, byte PossibleSessions, byte ActiveSessions, byte? UserId, PrivilegeLevel? Privilege, byte? Channel)
{
    /// <summary>The session is one of IPMI 2.0; otherwise of IPMI 1.5.</summary>
    public bool IsRmcpPlus { get; init; }

    /// <summary>Where the console is, on a LAN channel; null when the BMC does not tell.</summary>
    public IPAddress? ConsoleAddress { get; init; }

    /// <summary>MAC address of the console, or of the router it comes by.</summary>
    public PhysicalAddress? ConsoleMac { get; init; }

    /// <summary>UDP port of the console.</summary>
    public int? ConsolePort { get; init; }
}
