using System.Net;

namespace Portal.BmcSim.Rmcp;

/// <summary>ASF presence ping and pong, IPMI 2.0 §13.2.3 and §13.2.4.</summary>
internal static class PresencePing
{
    // RMCP header (4), IANA 4542 ASF big-endian (4), type, tag, reserved, data length.
    private const int Length = 12;
    private const byte Ping = 0x80;
    private static ReadOnlySpan<byte> AsfIana => [0x00, 0x00, 0x11, 0xBE];

    // Enterprise number, OEM data (4), supported entities: IPMI and ASF 1.0, interactions, reserved (6).
    private static ReadOnlySpan<byte> Pong => [0x40, 0x00, 0x00, 0x10, 0x00, 0x00, 0x11, 0xBE, 0, 0, 0, 0, 0x81, 0x00, 0, 0, 0, 0, 0, 0];

    public static void Answer(Controller bmc, ReadOnlySpan<byte> datagram, SocketAddress from)
    {
        if (datagram.Length < Length || !datagram.Slice(4, 4).SequenceEqual(AsfIana) || datagram[8] != Ping)
            return;
        Span<byte> packet = stackalloc byte[28];
        packet[0] = 0x06;
        packet[1] = 0x00;
        packet[2] = 0xFF;
        packet[3] = RmcpPlus.ClassAsf;
        AsfIana.CopyTo(packet[4..]);
        Pong.CopyTo(packet[8..]);
        packet[9] = datagram[9];
        bmc.Send(packet, from);
    }
}
