using Portal.Ipmi.Crypto;
using Portal.Ipmi.Session;

namespace Portal.Ipmi.Fuzz.Targets;

/// <summary>Answers to the messages of a handshake, one after the other: kind, length, payload. The tags and session ids of some are put right.</summary>
internal sealed class HandshakeTarget(CipherSuiteId suite) : FuzzTarget
{
    private readonly byte[] _datagram = new byte[RmcpPacket.MaxDatagramBytes];
    private readonly byte[] _payload = new byte[256];

    public override string Name => $"Handshake.{suite}";

    public override object? Run(ReadOnlySpan<byte> input)
    {
        using var password = new SecretBytes("password"u8);
        using var handshake = new Handshake(
            new HandshakeAttempt(CipherSuite.Find(suite)!, PrivilegeLevel.Administrator, PrivilegeLevel.Administrator, NameOnly: true), "admin"u8, password, null,
            new HandshakeNonces(0x20, 0xA0A2A3A4, new byte[16]));
        while (input.Length >= 2 && handshake.State is HandshakeState.OpenSession or HandshakeState.Rakp1 or HandshakeState.Rakp3)
        {
            handshake.WriteMessage(_datagram);
            var type = (PacketPayload)(0x11 + (2 * (input[0] % 3)));
            var length = Math.Min(input[1], input.Length - 2);
            var payload = _payload.AsSpan(0, length);
            input.Slice(2, length).CopyTo(payload);
            if ((input[0] & 0x80) != 0)
                PutRight(payload, _datagram[16]);
            handshake.Accept(type, payload);
            input = input[(2 + length)..];
        }

        return null;
    }

    private static void PutRight(Span<byte> payload, byte tag)
    {
        if (payload.Length < 8)
            return;
        payload[0] = tag;
        payload[1] = 0;
        payload[4] = 0xA4;
        payload[5] = 0xA3;
        payload[6] = 0xA2;
        payload[7] = 0xA0;
    }
}
