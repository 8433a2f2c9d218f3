using System.Security.Cryptography;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Crypto;

/// <summary>
/// Key exchange codes and session keys of RAKP, IPMI 2.0 §13.31 and §13.32. Pure: bytes in, bytes out.
/// Holds SIK, K1 and K2 until disposed, which zeroes them.
/// </summary>
internal sealed class RakpKeys : IDisposable
{
    /// <summary>Longest password and length of K_G.</summary>
    public const int KeyBytes = 20;

    /// <summary>Longest text that is hashed: RAKP 2's with a user name of 16 bytes.</summary>
    private const int MaxHashedBytes = 4 + 4 + 16 + 16 + 16 + 1 + 1 + 16;

    private readonly CipherSuite _suite;
    private readonly byte[] _sik;
    private readonly byte[] _k1;
    private readonly byte[] _k2;

    private RakpKeys(CipherSuite suite)
    {
        _suite = suite;
        _sik = new byte[suite.DigestBytes];
        _k1 = new byte[suite.DigestBytes];
        _k2 = new byte[suite.DigestBytes];
    }

    /// <summary>K1, the key of the integrity code.</summary>
    public ReadOnlySpan<byte> K1 => _k1;

    /// <summary>The AES key: the first 16 bytes of K2. Every suite that encrypts has a digest of at least that.</summary>
    public ReadOnlySpan<byte> AesKey => _k2.AsSpan(0, 16);

    /// <summary>The key exchange code that RAKP 2 must carry.</summary>
    public static void Rakp2Code(CipherSuite suite, SecretBytes password, RakpTranscript transcript, Span<byte> code)
    {
        Span<byte> text = stackalloc byte[MaxHashedBytes];
        var writer = new IpmiWriter(text);
        writer.WriteUInt32(transcript.ConsoleSessionId);
        writer.WriteUInt32(transcript.BmcSessionId);
        writer.WriteBytes(transcript.ConsoleRandom);
        writer.WriteBytes(transcript.BmcRandom);
        writer.WriteBytes(transcript.Guid);
        transcript.WriteUser(ref writer);
        suite.Hmac(password.Reveal(), text[..writer.Written], code);
    }

    /// <summary>The key exchange code that RAKP 3 carries. To be computed only after RAKP 2 has verified: it is open to guessing offline.</summary>
    public static void Rakp3Code(CipherSuite suite, SecretBytes password, RakpTranscript transcript, Span<byte> code)
    {
        Span<byte> text = stackalloc byte[MaxHashedBytes];
        var writer = new IpmiWriter(text);
        writer.WriteBytes(transcript.BmcRandom);
        writer.WriteUInt32(transcript.ConsoleSessionId);
        transcript.WriteUser(ref writer);
        suite.Hmac(password.Reveal(), text[..writer.Written], code);
    }

    /// <summary>SIK, K1 and K2; all empty when the suite has no authentication. Without <paramref name="kg"/> the user's password takes its place ("one-key login").</summary>
    public static RakpKeys Derive(CipherSuite suite, SecretBytes password, SecretBytes? kg, RakpTranscript transcript)
    {
        var keys = new RakpKeys(suite);
        Span<byte> text = stackalloc byte[MaxHashedBytes];
        var writer = new IpmiWriter(text);
        writer.WriteBytes(transcript.ConsoleRandom);
        writer.WriteBytes(transcript.BmcRandom);
        transcript.WriteUser(ref writer);
        suite.Hmac((kg ?? password).Reveal(), text[..writer.Written], keys._sik);

        // The constants are 20 octets whatever the hash; OpenIPMI's simulator cuts them for MD5 and interoperates with nobody.
        Span<byte> constant = stackalloc byte[20];
        constant.Fill(0x01);
        suite.Hmac(keys._sik, constant, keys._k1);
        constant.Fill(0x02);
        suite.Hmac(keys._sik, constant, keys._k2);
        return keys;
    }

    /// <summary>The integrity check value that RAKP 4 must carry; the first <see cref="CipherSuite.CheckBytes"/> count.</summary>
    public void Rakp4Check(RakpTranscript transcript, Span<byte> check)
    {
        Span<byte> text = stackalloc byte[MaxHashedBytes];
        var writer = new IpmiWriter(text);
        writer.WriteBytes(transcript.ConsoleRandom);
        writer.WriteUInt32(transcript.BmcSessionId);
        writer.WriteBytes(transcript.Guid);
        _suite.Hmac(_sik, text[..writer.Written], check);
    }

    /// <summary>Zeroes the keys.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_sik);
        CryptographicOperations.ZeroMemory(_k1);
        CryptographicOperations.ZeroMemory(_k2);
    }
}
