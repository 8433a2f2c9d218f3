using System.Security.Cryptography;
using Portal.Ipmi.Session;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Crypto;

/// <summary>Signs and checks the packets of one IPMI 1.5 session. Nothing is encrypted. Thread safe.</summary>
internal sealed class LegacySealer : IPacketSealer
{
    private readonly Lock _gate = new();
    private readonly LegacyDigest _digest;
    private readonly bool _answersMayBePlain;
    private readonly bool _answersAreUnverified;
    private bool _disposed;

    /// <summary>
    /// Takes ownership of <paramref name="digest"/>. <paramref name="answersMayBePlain"/>: per-message authentication is disabled on the
    /// BMC. Requests are signed all the same, which it has to take, and which some need that say they do not (IBM x325).
    /// </summary>
    public LegacySealer(LegacyDigest digest, bool answersMayBePlain, bool answersAreUnverified)
    {
        _digest = digest;
        _answersMayBePlain = answersMayBePlain;
        _answersAreUnverified = answersAreUnverified;
    }

    /// <inheritdoc />
    public int SealedBytes(int payloadBytes) => LegacyPacket.LongestHeaderBytes + payloadBytes + LegacyPacket.PadBytes;

    /// <inheritdoc />
    public int Seal(PacketPayload type, uint sessionId, uint sequence, ReadOnlySpan<byte> payload, byte[] packet)
    {
        if (type != PacketPayload.Ipmi)
            throw new NotSupportedException("A session of IPMI 1.5 carries IPMI messages only, no Serial-over-LAN.");
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return LegacyPacket.Write(packet, _digest, sessionId, sequence, payload);
        }
    }

    /// <inheritdoc />
    public bool TryVerify(byte[] packet, int length, uint sessionId, out SealedPacket header)
    {
        header = default;
        if (!LegacyPacket.TryRead(packet.AsSpan(0, length), out var read) || !LanMessage.HasGoodChecksums(read.Message))
            return false;

        // One id and one key serve both directions: our own request, sent back to us, is signed as well as an answer.
        if (!LanMessage.IsResponse(read.Message))
            return false;
        header = new SealedPacket(PacketPayload.Ipmi, read.Sequence, read.MessageOffset, read.Message.Length);

        // Dell 2850 signs although it need not, and not well; Tyan S2882 answers with session id 0.
        if (_answersMayBePlain || _answersAreUnverified || _digest.Type == AuthenticationType.None)
            return read.SessionId == sessionId;
        if (read.Type != _digest.Type || (read.SessionId != sessionId && read.SessionId != 0))
            return false;
        Span<byte> code = stackalloc byte[LegacyDigest.CodeBytes];
        lock (_gate)
        {
            if (_disposed)
                return false;
            _digest.Compute(read.SessionId, read.Sequence, read.Message, code);
        }

        return CryptographicOperations.FixedTimeEquals(code, read.Code);
    }

    /// <inheritdoc />
    public bool TryDecrypt(byte[] packet, in SealedPacket header, out ReadOnlySpan<byte> payload)
    {
        payload = packet.AsSpan(header.Offset, header.Length);
        return true;
    }

    /// <summary>Zeroes the password.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _digest.Dispose();
        }
    }
}
