using System.Security.Cryptography;

namespace Portal.BmcSim.Rmcp;

/// <summary>
/// Encryption and integrity of one session's packets: AES-CBC-128 (IPMI 2.0 §13.29) and HMAC (§13.28), with objects kept for the life of the session.
/// </summary>
/// <remarks>
/// The CBC transforms run on from packet to packet. Encrypting a random block first gives a block that no one can foresee; it is sent as the packet's
/// initialisation vector, and the blocks after it chain from it, as the standard asks. Decrypting "vector, data" in one stream spoils only the first block, which is thrown away.
/// So a packet costs one call, not a new cipher.
/// </remarks>
internal sealed class PacketCipher : IDisposable
{
    private const int Block = 16;
    private const int HeaderLength = 16;
    private const byte NextHeader = 0x07;
    private readonly CipherSuite _suite;
    private readonly IncrementalHash _integrity;
    private readonly Aes _aes;
    private readonly ICryptoTransform _encryptor;
    private readonly ICryptoTransform _decryptor;

    public PacketCipher(CipherSuite suite, ReadOnlySpan<byte> sik)
    {
        Span<byte> key = stackalloc byte[RakpCodes.LongestHash];
        key = key[..suite.HashLength];
        _suite = suite;
        RakpCodes.AdditionalKey(suite, sik, 1, key);
        _integrity = IncrementalHash.CreateHMAC(suite.Hash, key);
        RakpCodes.AdditionalKey(suite, sik, 2, key);
        _aes = Aes.Create();
        _aes.Key = key[..Block].ToArray();
        _aes.Mode = CipherMode.CBC;
        _aes.Padding = PaddingMode.None;
        _aes.IV = new byte[Block];
        _encryptor = _aes.CreateEncryptor();
        _decryptor = _aes.CreateDecryptor();
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Verifies the code under a datagram whose payload has <paramref name="payloadLength"/> bytes.</summary>
    public bool Verify(ReadOnlySpan<byte> datagram, int payloadLength)
    {
        var signedEnd = datagram.Length - _suite.CheckLength;
        var trailer = signedEnd - 2;
        if (trailer < HeaderLength + payloadLength || datagram[trailer + 1] != NextHeader || HeaderLength + payloadLength + datagram[trailer] != trailer)
            return false;
        Span<byte> code = stackalloc byte[RakpCodes.LongestHash];
        Sign(datagram[4..signedEnd], code);
        return CryptographicOperations.FixedTimeEquals(code[.._suite.CheckLength], datagram[signedEnd..]);
    }

    /// <summary>Decrypts a payload into <see cref="Scratch.Inbound"/>; false when it is not a whole encrypted payload.</summary>
    public bool TryDecrypt(ReadOnlySpan<byte> payload, Scratch scratch, out ReadOnlySpan<byte> clear)
    {
        clear = default;
        if (payload.Length < 2 * Block || payload.Length % Block != 0 || payload.Length > Scratch.MaxDatagram)
            return false;
        payload.CopyTo(scratch.Clear);
        _decryptor.TransformBlock(scratch.Clear, 0, payload.Length, scratch.Inbound, 0);
        var data = scratch.Inbound.AsSpan(Block, payload.Length - Block);
        // Confidentiality trailer, table 13-20: pad bytes 01h, 02h, 03h …, then their number.
        var pad = data[^1];
        if (pad >= Block || pad + 1 > data.Length)
            return false;
        for (var i = 0; i < pad; i++)
        {
            if (data[data.Length - 1 - pad + i] != i + 1)
                return false;
        }
        clear = data[..^(pad + 1)];
        return true;
    }

    /// <summary>Builds the whole datagram in <see cref="Scratch.Packet"/>.</summary>
    public ReadOnlySpan<byte> Seal(byte payloadType, uint sessionId, uint sequence, ReadOnlySpan<byte> payload, Scratch scratch)
    {
        var clear = scratch.Clear;
        scratch.FillRandom(clear.AsSpan(0, Block));
        payload.CopyTo(clear.AsSpan(Block));
        var pad = Block - 1 - (payload.Length % Block);
        for (var i = 0; i < pad; i++)
            clear[Block + payload.Length + i] = (byte)(i + 1);
        var length = Block + payload.Length + pad + 1;
        clear[length - 1] = (byte)pad;

        var packet = scratch.Packet;
        RmcpPlus.WriteHeader(packet, (byte)(0xC0 | payloadType), sessionId, sequence, length);
        _encryptor.TransformBlock(clear, 0, length, packet, HeaderLength);
        // Integrity pad: from the authentication type to the next header a multiple of 4 bytes, §13.6. Header without RMCP, payload and two bytes: 12 + n * 16 + 2.
        var end = HeaderLength + length;
        packet[end++] = 0xFF;
        packet[end++] = 0xFF;
        packet[end++] = 2;
        packet[end++] = NextHeader;
        Span<byte> code = stackalloc byte[RakpCodes.LongestHash];
        Sign(packet.AsSpan(4, end - 4), code);
        code[.._suite.CheckLength].CopyTo(packet.AsSpan(end));
        return packet.AsSpan(0, end + _suite.CheckLength);
    }

    public void Dispose()
    {
        _integrity.Dispose();
        _encryptor.Dispose();
        _decryptor.Dispose();
        _aes.Dispose();
    }

    private void Sign(ReadOnlySpan<byte> signed, Span<byte> code)
    {
        _integrity.AppendData(signed);
        _integrity.GetHashAndReset(code);
    }
}
