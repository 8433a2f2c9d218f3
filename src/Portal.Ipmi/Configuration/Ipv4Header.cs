using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Configuration;

/// <summary>IPv4 header parameters, IPMI 2.0 table 23-4, parameter 7.</summary>
/// <param name="TimeToLive">Time to live.</param>
/// <param name="Flags">Flags, 3 bits: 2 is "don't fragment".</param>
/// <param name="Precedence">Precedence, 3 bits.</param>
/// <param name="TypeOfService">Type of service, 4 bits.</param>
public sealed record Ipv4Header(byte TimeToLive, byte Flags, byte Precedence, byte TypeOfService)
{
    /// <summary>Reads the parameter's data.</summary>
    /// <exception cref="IpmiFormatException">There are fewer than three bytes.</exception>
    public static Ipv4Header Parse(ReadOnlySpan<byte> data)
    {
        var reader = new IpmiReader(data);
        var (ttl, flags, service) = (reader.ReadByte(), reader.ReadByte(), reader.ReadByte());
        return new Ipv4Header(ttl, (byte)(flags >> 5), (byte)(service >> 5), (byte)((service >> 1) & 0x0F));
    }

    /// <summary>The parameter's data.</summary>
    public byte[] ToBytes() =>
    [
        /*  1  time to live
            2  [7:5] flags
            3  [7:5] precedence, [4:1] type of service  */
        TimeToLive, (byte)((Flags & 0x07) << 5), (byte)(((Precedence & 0x07) << 5) | ((TypeOfService & 0x0F) << 1)),
    ];
}
