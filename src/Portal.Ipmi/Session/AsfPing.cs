using System.Buffers.Binary;

namespace Portal.Ipmi.Session;

/// <summary>ASF presence ping and pong, IPMI 2.0 §13.2.3 and §13.2.4. ASF is the one protocol here with the most significant byte first.</summary>
internal static class AsfPing
{
    /// <summary>Bytes of a ping.</summary>
    public const int PingBytes = 12;

    private const uint AsfEnterprise = 4542;
    private const byte PingType = 0x80;
    private const byte PongType = 0x40;
    private const int PongBytes = 28;

    /// <summary>Writes a ping.</summary>
    public static void WritePing(Span<byte> datagram, byte tag)
    {
        /*  1-4  RMCP: version 1.0, reserved, no acknowledgement, class ASF
            5-8  enterprise number of ASF
            9    presence ping
            10   message tag
            11   reserved
            12   data length  */
        datagram[0] = 0x06;
        datagram[1] = 0x00;
        datagram[2] = 0xFF;
        datagram[3] = 0x06;
        BinaryPrimitives.WriteUInt32BigEndian(datagram[4..], AsfEnterprise);
        datagram[8] = PingType;
        datagram[9] = tag;
        datagram[10] = 0x00;
        datagram[11] = 0x00;
    }

    /// <summary>Reads the pong to the ping with this tag.</summary>
    public static bool TryReadPong(ReadOnlySpan<byte> datagram, byte tag, out PresencePong? pong)
    {
        /*  1-4   RMCP
            5-8   enterprise number of ASF
            9     presence pong
            10    message tag
            11    reserved
            12    data length
            13-16 enterprise number of the OEM
            17-20 OEM defined
            21    [7] supports IPMI, [3:0] version of ASF
            22    supported interactions
            23-28 reserved  */
        pong = null;
        if (datagram.Length < PongBytes || datagram[0] != 0x06 || datagram[3] != 0x06 || datagram[8] != PongType || datagram[9] != tag ||
            BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]) != AsfEnterprise)
            return false;
        pong = new PresencePong(BinaryPrimitives.ReadUInt32BigEndian(datagram[12..]), (datagram[20] & 0x80) != 0);
        return true;
    }
}
