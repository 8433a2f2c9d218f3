using System.Diagnostics;
using System.Security.Cryptography;
using Portal.Ipmi.Session;

namespace Portal.Ipmi.Crypto;

/// <summary>
/// Seals and opens the packets of one session: AES-CBC-128 inside an HMAC integrity code (IPMI 2.0 §13.28.4, §13.29).
/// Keeps its keyed objects for the whole session and allocates nothing per packet. Thread safe.
/// </summary>
internal sealed class PacketSealer : IDisposable
{
    private const int BlockBytes = 16;
    private const byte NextHeader = 0x07;

    private readonly Lock _gate = new();
    private readonly int _codeBytes;
    private readonly int _digestBytes;
    private readonly IncrementalHash _hmac;
    private readonly ICryptoTransform _encryptor;
    private readonly ICryptoTransform _decryptor;
    private bool _disposed;

    /// <summary>Takes what it needs from <paramref name="keys"/>, which the caller still owns.</summary>
    public PacketSealer(CipherSuite suite, RakpKeys keys)
    {
        _codeBytes = suite.TruncatedBytes;
        _digestBytes = suite.DigestBytes;
        _hmac = suite.CreateHmac(keys.K1);

        // CBC transforms are kept although each packet has its own IV: a random block put in front of the text is encrypted to
        // the IV that is sent, and when reading, the IV goes through the decryptor as if it were text and what comes out is left.
        using var aes = Aes.Create();
        aes.Mode = CipherMode.CBC;
        aes.Padding = PaddingMode.None;
        aes.SetKey(keys.AesKey);
        aes.IV = new byte[BlockBytes];
        _encryptor = aes.CreateEncryptor();
        _decryptor = aes.CreateDecryptor();
    }

    /// <summary>Size of the packet that <see cref="Seal"/> makes of so many payload bytes.</summary>
    public int SealedBytes(int payloadBytes)
    {
        var encrypted = EncryptedBytes(payloadBytes);
        return RmcpPacket.HeaderBytes + encrypted + IntegrityPad(encrypted) + 2 + _codeBytes;
    }

    /// <summary>Writes a whole datagram to the start of <paramref name="packet"/> and returns its length.</summary>
    public int Seal(PacketPayload type, uint sessionId, uint sequence, ReadOnlySpan<byte> payload, byte[] packet)
    {
        var encrypted = EncryptedBytes(payload.Length);
        RmcpPacket.WriteSealedHeader(packet, type, sessionId, sequence, encrypted);

        // Random block, payload, pad 01 02 03 .., pad length.
        var text = packet.AsSpan(RmcpPacket.HeaderBytes, encrypted);
        RandomBytes.Fill(text[..BlockBytes]);
        payload.CopyTo(text[BlockBytes..]);
        var pad = encrypted - BlockBytes - payload.Length - 1;
        for (var i = 0; i < pad; i++)
            text[BlockBytes + payload.Length + i] = (byte)(i + 1);
        text[^1] = (byte)pad;

        var end = RmcpPacket.HeaderBytes + encrypted;
        var integrityPad = IntegrityPad(encrypted);
        packet.AsSpan(end, integrityPad).Fill(0xFF);
        end += integrityPad;
        packet[end++] = (byte)integrityPad;
        packet[end++] = NextHeader;

        Span<byte> code = stackalloc byte[64];
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var written = _encryptor.TransformBlock(packet, RmcpPacket.HeaderBytes, encrypted, packet, RmcpPacket.HeaderBytes);
            Debug.Assert(written == encrypted, "CBC without padding keeps the length.");
            Code(packet.AsSpan(RmcpPacket.RmcpHeaderBytes, end - RmcpPacket.RmcpHeaderBytes), code);
        }

        code[.._codeBytes].CopyTo(packet.AsSpan(end));
        return end + _codeBytes;
    }

    /// <summary>
    /// Verifies the integrity code of a datagram, the first <paramref name="length"/> bytes of <paramref name="packet"/>.
    /// A packet that is not both encrypted and authenticated never verifies.
    /// </summary>
    public bool Verify(byte[] packet, int length)
    {
        if (!RmcpPacket.TryRead(packet.AsSpan(0, length), out var header) || !header.IsEncrypted || !header.IsAuthenticated)
            return false;
        var covered = length - _codeBytes;
        if (covered < RmcpPacket.HeaderBytes + header.Payload.Length + 2)
            return false;

        Span<byte> code = stackalloc byte[64];
        lock (_gate)
        {
            if (_disposed)
                return false;
            Code(packet.AsSpan(RmcpPacket.RmcpHeaderBytes, covered - RmcpPacket.RmcpHeaderBytes), code);
        }

        return CryptographicOperations.FixedTimeEquals(code[.._codeBytes], packet.AsSpan(covered, _codeBytes));
    }

    /// <summary>Decrypts the payload of a verified datagram in place. False when the length or the pad length cannot be.</summary>
    public bool TryDecrypt(byte[] packet, int encryptedBytes, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (encryptedBytes < 2 * BlockBytes || encryptedBytes % BlockBytes != 0)
            return false;
        lock (_gate)
        {
            if (_disposed)
                return false;
            _decryptor.TransformBlock(packet, RmcpPacket.HeaderBytes, encryptedBytes, packet, RmcpPacket.HeaderBytes);
        }

        // Only the pad's length is checked: some BMCs fill it with other bytes than 01 02 03.
        var text = packet.AsSpan(RmcpPacket.HeaderBytes + BlockBytes, encryptedBytes - BlockBytes);
        var pad = text[^1];
        if (pad >= BlockBytes || pad > text.Length - 1)
            return false;
        payload = text[..(text.Length - 1 - pad)];
        return true;
    }

    /// <summary>Releases and clears the keys.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            _hmac.Dispose();
            _encryptor.Dispose();
            _decryptor.Dispose();
        }
    }

    private static int EncryptedBytes(int payloadBytes) => BlockBytes + ((payloadBytes + BlockBytes) & ~(BlockBytes - 1));

    /// <summary>From the authentication type to the next header, the covered bytes are a multiple of four.</summary>
    private static int IntegrityPad(int encryptedBytes) =>
        -(RmcpPacket.HeaderBytes - RmcpPacket.RmcpHeaderBytes + encryptedBytes + 2) & 0x03;

    private void Code(ReadOnlySpan<byte> covered, Span<byte> code)
    {
        _hmac.AppendData(covered);
        var written = _hmac.GetHashAndReset(code);
        Debug.Assert(written == _digestBytes, "The hash belongs to the suite.");
    }
}
