using System.Net.NetworkInformation;

namespace Portal.Ipmi.Oem.Dell;

/// <summary>One address out of Dell's system info parameter DAh: ports on the system board.</summary>
/// <param name="Nic">Number of the port.</param>
/// <param name="IsEthernet">An Ethernet address; otherwise one for iSCSI.</param>
/// <param name="IsEnabled">The port is enabled in the firmware.</param>
/// <param name="Address">The address.</param>
public sealed record DellMacAddress(int Nic, bool IsEthernet, bool IsEnabled, PhysicalAddress Address)
{
    /// <summary>Bytes one address has in the parameter.</summary>
    public const int Length = 8;

    /// <summary>Reads one address.</summary>
    /// <exception cref="IpmiFormatException">There are too few bytes.</exception>
    public static DellMacAddress Parse(ReadOnlySpan<byte> bytes)
    {
        /*  1   [7:6] 0 enabled, 1 disabled, 2 not to the host, [5:4] 0 Ethernet, 1 iSCSI, [3:0] blade slot
            2   [4:0] number of the port
            3-8 MAC address  */
        if (bytes.Length < Length)
            throw new IpmiFormatException($"Expected a MAC address in {Length} bytes, but {bytes.Length} came.");
        return new DellMacAddress(bytes[1] & 0x1F, (bytes[0] >> 4 & 0x03) == 0, bytes[0] >> 6 == 0, new PhysicalAddress(bytes.Slice(2, 6).ToArray()));
    }
}
