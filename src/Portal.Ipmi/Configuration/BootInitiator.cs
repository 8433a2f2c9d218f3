using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Configuration;

/// <summary>Who set the boot options, IPMI 2.0 table 28-14, parameter 6.</summary>
/// <param name="Channel">Channel that the boot command comes by.</param>
/// <param name="SessionId">Session that it comes by.</param>
/// <param name="Timestamp">When, as the BMC's event log counts: seconds since 1970, or since the BMC's start below 20000000h.</param>
public sealed record BootInitiator(byte Channel, uint SessionId, uint Timestamp)
{
    /// <summary>Reads the parameter's data.</summary>
    /// <exception cref="IpmiFormatException">There are fewer than nine bytes.</exception>
    public static BootInitiator Parse(ReadOnlySpan<byte> data)
    {
        /*  1    [3:0] channel
            2-5  session id
            6-9  timestamp  */
        var reader = new IpmiReader(data);
        return new BootInitiator((byte)(reader.ReadByte() & 0x0F), reader.ReadUInt32(), reader.ReadUInt32());
    }

    /// <summary>The parameter's data.</summary>
    public byte[] ToBytes()
    {
        var data = new byte[9];
        var writer = new IpmiWriter(data);
        writer.WriteByte((byte)(Channel & 0x0F));
        writer.WriteUInt32(SessionId);
        writer.WriteUInt32(Timestamp);
        return data;
    }
}
