using System.Net;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Oem.Dell;

/// <summary>Dell's system info parameter DDh: what the iDRAC says of itself. As FreeIPMI's ipmi-oem reads it.</summary>
/// <param name="Address">Its IP address.</param>
/// <param name="IsStatic">The address was set by hand; otherwise by DHCP.</param>
/// <param name="Firmware">Firmware version.</param>
/// <param name="Type">Type number.</param>
public sealed record DellIdracInfo(IPAddress Address, bool IsStatic, string Firmware, byte Type)
{
    /// <summary>Bytes the parameter has, over three blocks.</summary>
    public const int Length = 41;

    /// <summary>The type in words; null for a number that is not documented.</summary>
    public string? TypeName => Type switch
    {
        0x08 => "DRAC, 10th generation",
        0x09 => "CMC",
        0x0A => "iDRAC6, monolithic",
        0x0B => "iDRAC6, modular",
        0x0D or 0x0E => "BMC without iDRAC",
        0x10 => "iDRAC7, monolithic",
        0x11 => "iDRAC7, modular",
        0x20 => "iDRAC8, monolithic",
        0x21 => "iDRAC8, modular",
        0x22 => "iDRAC8, data center",
        _ => null,
    };

    /// <summary>Reads the parameter, its blocks joined without their set selectors.</summary>
    /// <exception cref="IpmiFormatException">The parameter is too short.</exception>
    public static DellIdracInfo Parse(ReadOnlySpan<byte> bytes)
    {
        /*  1     [3:0] string encoding
            2     string length
            3     0 IPv4, 1 IPv6
            4     0 DHCP, 1 static
            5-20  IP address
            21-40 firmware version
            41    type  */
        if (bytes.Length < Length)
            throw new IpmiFormatException($"Expected iDRAC info of {Length} bytes, but {bytes.Length} came.");
        var address = new IPAddress(bytes[2] == 1 ? bytes.Slice(4, 16) : bytes.Slice(4, 4));
        var firmware = bytes.Slice(20, 20);
        var end = firmware.IndexOf((byte)0);
        return new DellIdracInfo(address, bytes[3] == 1, BmcText.FromLatin1(end < 0 ? firmware : firmware[..end]), bytes[40]);
    }
}
