using System.Security.Cryptography;

namespace Portal.BmcSim.Rmcp;

/// <summary>
/// Encryption and integrity of one session's packets: AES-CBC-128 (IPMI 2.0 §13.29) and a code (§13.28), as the suite has them, with objects kept for the life of the session.
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
    private readonly IncrementalHash? _integrity;
    private readonly byte[] _password;
    private readonly ICryptoTransform? _encryptor;
    private readonly ICryptoTransform? _decryptor;

    /// <summary><paramref name="password"/>: 20 bytes, padded with zeros; it keys MD5-128.</summary>
    public PacketCipher(CipherSuite suite, ReadOnlySpan<byte> sik, byte[] password)
    {
        Span<byte> key = stackalloc byte[RakpCodes.LongestHash];
        key = key[..suite.HashLength];
        _suite = suite;
        _password = suite.HashesPassword ? password : [];
        RakpCodes.AdditionalKey(suite, sik, 1, key);
        _integrity = suite.CreateIntegrity(key);
        if (!suite.Encrypts)
            return;
        RakpCodes.AdditionalKey(suite, sik, 2, key);
        using var aes = Aes.Create();
        aes.Key = key[..Block].ToArray();
        aes.Mode = CipherMode.CBC;
        aes.Padding = PaddingMode.None;
        aes.IV = new byte[Block];
        _encryptor = aes.CreateEncryptor();
        _decryptor = aes.CreateDecryptor();
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Verifies the code under a datagram whose payload has <paramref name="payloadLength"/> bytes.</summary>
    public bool Verify(ReadOnlySpan<byte> datagram, int payloadLength)
    {
        if (_integrity is null)
            return true;
        var signedEnd = datagram.Length - _suite.CodeLength;
        var trailer = signedEnd - 2;
        if (trailer < HeaderLength + payloadLength || datagram[trailer + 1] != NextHeader || HeaderLength + payloadLength + datagram[trailer] != trailer)
            return false;
        Span<byte> code = stackalloc byte[RakpCodes.LongestHash];
        Sign(datagram[4..signedEnd], code);
        return CryptographicOperations.FixedTimeEquals(code[.._suite.CodeLength], datagram[signedEnd..]);
    }

    /// <summary>Decrypts a payload into <see cref="Scratch.Inbound"/>; false when it is not a whole encrypted payload.</summary>
    public bool TryDecrypt(ReadOnlySpan<byte> payload, Scratch scratch, out ReadOnlySpan<byte> clear)
    {
        clear = payload;
        if (_decryptor is null)
            return true;
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
        var packet = scratch.Packet;
        var length = payload.Length;
        if (_encryptor is null)
            payload.CopyTo(packet.AsSpan(HeaderLength));
        else
            length = Encrypt(payload, scratch);
        RmcpPlus.WriteHeader(packet, (byte)(_suite.Flags | payloadType), sessionId, sequence, length);
        var end = HeaderLength + length;
        if (_integrity is null)
            return packet.AsSpan(0, end);

        // Integrity pad: from the authentication type to the next header a multiple of 4 bytes, §13.6. Header without RMCP is 12, the two bytes that follow the pad are in it too.
        var pad = (4 - ((length + 2) % 4)) % 4;
        packet.AsSpan(end, pad).Fill(0xFF);
        end += pad;
        packet[end++] = (byte)pad;
        packet[end++] = NextHeader;
        Span<byte> code = stackalloc byte[RakpCodes.LongestHash];
        Sign(packet.AsSpan(4, end - 4), code);
        code[.._suite.CodeLength].CopyTo(packet.AsSpan(end));
        return packet.AsSpan(0, end + _suite.CodeLength);
    }

    public void Dispose()
    {
        _integrity?.Dispose();
        _encryptor?.Dispose();
        _decryptor?.Dispose();
    }

    private int Encrypt(ReadOnlySpan<byte> payload, Scratch scratch)
    {
        var clear = scratch.Clear;
        scratch.FillRandom(clear.AsSpan(0, Block));
        payload.CopyTo(clear.AsSpan(Block));
        var pad = Block - 1 - (payload.Length % Block);
        for (var i = 0; i < pad; i++)
            clear[Block + payload.Length + i] = (byte)(i + 1);
        var length = Block + payload.Length + pad + 1;
        clear[length - 1] = (byte)pad;
        _encryptor!.TransformBlock(clear, 0, length, scratch.Packet, HeaderLength);
        return length;
    }

    private void Sign(ReadOnlySpan<byte> signed, Span<byte> code)
    {
        _integrity!.AppendData(_password);
        _integrity.AppendData(signed);
        _integrity.AppendData(_password);
        _integrity.GetHashAndReset(code);
    }
}
