using System.Net;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Configuration;

/// <summary>An IPv6 address of a BMC, IPMI 2.0 table 23-4, parameters 56 and 59.</summary>
/// <param name="Number">Set selector.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="IsEnabled">It is enabled; of a dynamic address always true.</param>
/// <param name="Address">The address; :: when the place is free.</param>
/// <param name="PrefixLength">Length of its prefix.</param>
/// <param name="Status">Its state.</param>
public sealed record Ipv6Address(byte Number, Ipv6AddressSource Source, bool IsEnabled, IPAddress Address, byte PrefixLength, Ipv6AddressStatus Status)
{
    /// <summary>Reads parameter 56 or 59.</summary>
    /// <exception cref="IpmiFormatException">There are fewer than 19 bytes.</exception>
    public static Ipv6Address Parse(ReadOnlySpan<byte> data, bool isStatic)
    {
        /*  1     set selector
            2     static: [7] enabled, [3:0] source; dynamic: [3:0] source
            3-18  address
            19    prefix length
            20    status; missing from some BMCs  */
        var reader = new IpmiReader(data);
        var number = reader.ReadByte();
        var source = reader.ReadByte();
        var address = new IPAddress(reader.ReadBytes(16));
        var prefix = reader.ReadByte();
        var status = reader.Remaining > 0 ? (Ipv6AddressStatus)reader.ReadByte() : Ipv6AddressStatus.Active;
        return new Ipv6Address(number, (Ipv6AddressSource)(source & 0x0F), !isStatic || (source & 0x80) != 0, address, prefix, status);
    }

    /// <summary>Data to set a static address.</summary>
    internal byte[] ToBytes() => [Number, (byte)(IsEnabled ? 0x80 : 0), .. Address.MapToIPv6().GetAddressBytes(), PrefixLength, 0];
}
