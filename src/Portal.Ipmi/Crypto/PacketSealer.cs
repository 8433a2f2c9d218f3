using System.Diagnostics;
using System.Security.Cryptography;
using Portal.Ipmi.Session;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Crypto;

/// <summary>
/// Seals and opens the RMCP+ packets of one session: AES-CBC-128 inside an integrity code (IPMI 2.0 §13.28.4, §13.29), or as much of
/// that as the cipher suite has. Keeps its keyed objects for the whole session and allocates nothing per packet. Thread safe.
/// </summary>
internal sealed class PacketSealer : IPacketSealer
{
    private const int BlockBytes = 16;
    private const byte NextHeader = 0x07;
    private const int LongestCode = 16;

    private readonly Lock _gate = new();
    private readonly bool _isEncrypted;
    private readonly int _codeBytes;
    private readonly PacketCode? _code;
    private readonly ICryptoTransform? _encryptor;
    private readonly ICryptoTransform? _decryptor;
    private bool _disposed;

    /// <summary>Takes what it needs from <paramref name="keys"/> and <paramref name="password"/>, which the caller still owns.</summary>
    public PacketSealer(CipherSuite suite, RakpKeys keys, SecretBytes password)
    {
        _isEncrypted = suite.IsEncrypted;
        _codeBytes = suite.IntegrityBytes;
        _code = suite.CreatePacketCode(keys.K1, password);
        if (!_isEncrypted)
            return;

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

    /// <inheritdoc />
    public int SealedBytes(int payloadBytes)
    {
        var carried = CarriedBytes(payloadBytes);
        return RmcpPacket.HeaderBytes + carried + (_code is null ? 0 : IntegrityPad(carried) + 2 + _codeBytes);
    }

    /// <inheritdoc />
    public int Seal(PacketPayload type, uint sessionId, uint sequence, ReadOnlySpan<byte> payload, byte[] packet)
    {
        var carried = CarriedBytes(payload.Length);
        RmcpPacket.WriteSessionHeader(packet, type, _isEncrypted, _code is not null, sessionId, sequence, carried);
        var body = packet.AsSpan(RmcpPacket.HeaderBytes, carried);
        if (_isEncrypted)
            WriteText(payload, body);
        else
            payload.CopyTo(body);

        var end = RmcpPacket.HeaderBytes + carried;
        if (_code is not null)
        {
            var pad = IntegrityPad(carried);
            packet.AsSpan(end, pad).Fill(0xFF);
            end += pad;
            packet[end++] = (byte)pad;
            packet[end++] = NextHeader;
        }

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_encryptor is not null)
            {
                var written = _encryptor.TransformBlock(packet, RmcpPacket.HeaderBytes, carried, packet, RmcpPacket.HeaderBytes);
                Debug.Assert(written == carried, "CBC without padding keeps the length.");
            }

            _code?.Compute(packet.AsSpan(RmcpPacket.RmcpHeaderBytes, end - RmcpPacket.RmcpHeaderBytes), packet.AsSpan(end, _codeBytes));
        }

        return end + _codeBytes;
    }

    /// <inheritdoc />
    public bool TryVerify(byte[] packet, int length, uint sessionId, out SealedPacket header)
    {
        header = default;

        // A packet must be protected exactly as the session is. One that verifies may carry session id 0: Tyan S2882 sends that.
        if (!RmcpPacket.TryRead(packet.AsSpan(0, length), out var read) || read.IsEncrypted != _isEncrypted || read.IsAuthenticated != _code is not null ||
            (read.SessionId != sessionId && (read.SessionId != 0 || _code is null)))
            return false;
        header = new SealedPacket(read.Type, read.Sequence, RmcpPacket.HeaderBytes, read.Payload.Length);
        if (_code is null)
        {
            // Nothing but the message's own checksums tells a damaged packet from a good one.
            return read.Type != PacketPayload.Ipmi || LanMessage.HasGoodChecksums(read.Payload);
        }

        var covered = length - _codeBytes;
        if (covered < RmcpPacket.HeaderBytes + read.Payload.Length + 2)
            return false;
        Span<byte> code = stackalloc byte[LongestCode];
        lock (_gate)
        {
            if (_disposed)
                return false;
            _code.Compute(packet.AsSpan(RmcpPacket.RmcpHeaderBytes, covered - RmcpPacket.RmcpHeaderBytes), code);
        }

        return CryptographicOperations.FixedTimeEquals(code[.._codeBytes], packet.AsSpan(covered, _codeBytes));
    }

    /// <inheritdoc />
    public bool TryDecrypt(byte[] packet, in SealedPacket header, out ReadOnlySpan<byte> payload)
    {
        payload = packet.AsSpan(header.Offset, header.Length);
        if (_decryptor is null)
            return true;
        if (header.Length < 2 * BlockBytes || header.Length % BlockBytes != 0)
            return false;
        lock (_gate)
        {
            if (_disposed)
                return false;
            _decryptor.TransformBlock(packet, header.Offset, header.Length, packet, header.Offset);
        }

        // Only the pad's length is checked: some BMCs fill it with other bytes than 01 02 03.
        var text = payload[BlockBytes..];
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
            _code?.Dispose();
            _encryptor?.Dispose();
            _decryptor?.Dispose();
        }
    }

    /// <summary>Random block, payload, pad 01 02 03 .., pad length.</summary>
    private static void WriteText(ReadOnlySpan<byte> payload, Span<byte> text)
    {
        RandomBytes.Fill(text[..BlockBytes]);
        payload.CopyTo(text[BlockBytes..]);
        var pad = text.Length - BlockBytes - payload.Length - 1;
        for (var i = 0; i < pad; i++)
            text[BlockBytes + payload.Length + i] = (byte)(i + 1);
        text[^1] = (byte)pad;
    }

    /// <summary>From the authentication type to the next header, the covered bytes are a multiple of four.</summary>
    private static int IntegrityPad(int carriedBytes) =>
        -(RmcpPacket.HeaderBytes - RmcpPacket.RmcpHeaderBytes + carriedBytes + 2) & 0x03;

    private int CarriedBytes(int payloadBytes) => _isEncrypted ? BlockBytes + ((payloadBytes + BlockBytes) & ~(BlockBytes - 1)) : payloadBytes;
}
