using System.Net;
using System.Net.NetworkInformation;

namespace Portal.Ipmi.Configuration;

/// <summary>A router that a BMC uses for IPv6, IPMI 2.0 table 23-4, parameters 65 to 72 and 74 to 78.</summary>
/// <param name="Number">1 or 2 for those set by hand; from 0 for those of advertisements.</param>
/// <param name="Address">Address; null when the BMC does not tell.</param>
/// <param name="Mac">MAC address; null when the BMC does not tell.</param>
/// <param name="PrefixLength">Length of the prefix; null when the BMC does not tell.</param>
/// <param name="Prefix">Prefix that it serves; null when the BMC does not tell.</param>
public sealed record Ipv6Router(byte Number, IPAddress? Address, PhysicalAddress? Mac, byte? PrefixLength, IPAddress? Prefix)
{
    /// <summary>Hop limit that it advertised; only of those of advertisements.</summary>
    public byte? HopLimit { get; init; }
}
