using Portal.Ipmi.Session;

namespace Portal.Ipmi.Crypto;

/// <summary>Makes and reads the packets of one session: RMCP+ (<see cref="PacketSealer"/>) or IPMI 1.5 (<see cref="LegacySealer"/>). Thread safe.</summary>
internal interface IPacketSealer : IDisposable
{
    /// <summary>Largest size of the packet that <see cref="Seal"/> makes of so many payload bytes.</summary>
    int SealedBytes(int payloadBytes);

    /// <summary>Writes a whole datagram to the start of <paramref name="packet"/> and returns its length.</summary>
    int Seal(PacketPayload type, uint sessionId, uint sequence, ReadOnlySpan<byte> payload, byte[] packet);

    /// <summary>
    /// Reads the datagram in the first <paramref name="length"/> bytes of <paramref name="packet"/>. True only for a packet from the
    /// BMC in the session <paramref name="sessionId"/> that carries what the session's algorithms ask for, and whose code verifies.
    /// </summary>
    bool TryVerify(byte[] packet, int length, uint sessionId, out SealedPacket header);

    /// <summary>The payload of a verified datagram, decrypted in place. False when its length or its pad cannot be.</summary>
    bool TryDecrypt(byte[] packet, in SealedPacket header, out ReadOnlySpan<byte> payload);
}
