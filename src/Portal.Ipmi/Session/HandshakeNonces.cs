using System.Buffers.Binary;
using System.Security.Cryptography;
using Portal.Ipmi.Crypto;

namespace Portal.Ipmi.Session;

/// <summary>What a handshake draws at random: first message tag, our session id, our random number. Prints nothing of itself.</summary>
internal sealed class HandshakeNonces
{
    private readonly byte[] _random;

    /// <summary>Given values, for known-answer tests.</summary>
    public HandshakeNonces(byte tag, uint sessionId, ReadOnlySpan<byte> random)
    {
        Tag = tag;
        SessionId = sessionId;
        _random = random.ToArray();
    }

    /// <summary>Tag of the first message; the two others count on from it.</summary>
    public byte Tag { get; }

    /// <summary>Our session id, never 0.</summary>
    public uint SessionId { get; }

    /// <summary>Our random number, 16 bytes.</summary>
    public ReadOnlySpan<byte> Random => _random;

    /// <summary>Draws new ones.</summary>
    public static HandshakeNonces Draw()
    {
        Span<byte> bytes = stackalloc byte[1 + 4 + RakpTranscript.NonceBytes];
        RandomNumberGenerator.Fill(bytes);
        var sessionId = BinaryPrimitives.ReadUInt32LittleEndian(bytes[1..]);
        return new HandshakeNonces(bytes[0], sessionId == 0 ? 1 : sessionId, bytes[5..]);
    }
}
