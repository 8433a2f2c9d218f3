using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Portal.Ipmi.Crypto;

/// <summary>The algorithms of a cipher suite, IPMI 2.0 table 22-20. The only place that knows legacy algorithms.</summary>
internal sealed class CipherSuite
{
    private readonly HashAlgorithmName _hash;

    private CipherSuite(CipherSuiteId id, byte authentication, byte integrity, HashAlgorithmName hash, int digestBytes, int truncatedBytes)
    {
        Id = id;
        Authentication = authentication;
        Integrity = integrity;
        _hash = hash;
        DigestBytes = digestBytes;
        TruncatedBytes = truncatedBytes;
    }

    /// <summary>RAKP-HMAC-SHA1, HMAC-SHA1-96, AES-CBC-128.</summary>
    public static CipherSuite Suite3 { get; } = new(CipherSuiteId.Suite3, 0x01, 0x01, HashAlgorithmName.SHA1, 20, 12);

    /// <summary>RAKP-HMAC-SHA256, HMAC-SHA256-128, AES-CBC-128.</summary>
    public static CipherSuite Suite17 { get; } = new(CipherSuiteId.Suite17, 0x03, 0x04, HashAlgorithmName.SHA256, 32, 16);

    /// <summary>Number of the suite.</summary>
    public CipherSuiteId Id { get; }

    /// <summary>Authentication algorithm number, table 13-17.</summary>
    public byte Authentication { get; }

    /// <summary>Integrity algorithm number, table 13-18.</summary>
    public byte Integrity { get; }

    /// <summary>Confidentiality algorithm number, table 13-19: AES-CBC-128. Nothing less is spoken.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "A property of the suite, beside the two others.")]
    public byte Confidentiality => 0x01;

    /// <summary>Bytes of a whole digest: key exchange codes, SIK, K1, K2.</summary>
    public int DigestBytes { get; }

    /// <summary>Bytes of a cut digest: the integrity check value of RAKP 4 and the integrity code of each packet.</summary>
    public int TruncatedBytes { get; }

    /// <summary>The suite with this number; null for every one that is not supported, cipher suite 0 among them.</summary>
    public static CipherSuite? Find(CipherSuiteId id) => id switch
    {
        CipherSuiteId.Suite3 => Suite3,
        CipherSuiteId.Suite17 => Suite17,
        _ => null,
    };

    /// <summary>A keyed hash to be kept for a whole session.</summary>
    public IncrementalHash CreateHmac(ReadOnlySpan<byte> key) => IncrementalHash.CreateHMAC(_hash, key);

    /// <summary>The keyed hash of <paramref name="data"/>: <see cref="DigestBytes"/> bytes into <paramref name="digest"/>.</summary>
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "Cipher suite 3 is HMAC-SHA1 by definition; many BMCs have nothing better.")]
    public void Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> digest)
    {
        if (_hash == HashAlgorithmName.SHA1)
            HMACSHA1.HashData(key, data, digest);
        else
            HMACSHA256.HashData(key, data, digest);
    }
}
