using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Portal.Ipmi.Crypto;

/// <summary>The algorithms of a cipher suite, IPMI 2.0 table 22-20. The only place that knows legacy algorithms, with <see cref="LegacyDigest"/>.</summary>
internal sealed class CipherSuite
{
    private static readonly CipherSuite[] s_spoken =
    [
        new(0, AuthenticationAlgorithm.None, IntegrityAlgorithm.None, ConfidentialityAlgorithm.None),
        new(1, AuthenticationAlgorithm.HmacSha1, IntegrityAlgorithm.None, ConfidentialityAlgorithm.None),
        new(2, AuthenticationAlgorithm.HmacSha1, IntegrityAlgorithm.HmacSha1, ConfidentialityAlgorithm.None),
        new(3, AuthenticationAlgorithm.HmacSha1, IntegrityAlgorithm.HmacSha1, ConfidentialityAlgorithm.AesCbc),
        new(6, AuthenticationAlgorithm.HmacMd5, IntegrityAlgorithm.None, ConfidentialityAlgorithm.None),
        new(7, AuthenticationAlgorithm.HmacMd5, IntegrityAlgorithm.HmacMd5, ConfidentialityAlgorithm.None),
        new(8, AuthenticationAlgorithm.HmacMd5, IntegrityAlgorithm.HmacMd5, ConfidentialityAlgorithm.AesCbc),
        new(11, AuthenticationAlgorithm.HmacMd5, IntegrityAlgorithm.Md5, ConfidentialityAlgorithm.None),
        new(12, AuthenticationAlgorithm.HmacMd5, IntegrityAlgorithm.Md5, ConfidentialityAlgorithm.AesCbc),
        new(15, AuthenticationAlgorithm.HmacSha256, IntegrityAlgorithm.None, ConfidentialityAlgorithm.None),
        new(16, AuthenticationAlgorithm.HmacSha256, IntegrityAlgorithm.HmacSha256, ConfidentialityAlgorithm.None),
        new(17, AuthenticationAlgorithm.HmacSha256, IntegrityAlgorithm.HmacSha256, ConfidentialityAlgorithm.AesCbc),
    ];

    private CipherSuite(byte id, AuthenticationAlgorithm authentication, IntegrityAlgorithm integrity, ConfidentialityAlgorithm confidentiality)
    {
        Id = (CipherSuiteId)id;
        Algorithms = new Algorithms(authentication, integrity, confidentiality);
        (DigestBytes, CheckBytes) = authentication switch
        {
            AuthenticationAlgorithm.HmacSha1 => (20, 12),
            AuthenticationAlgorithm.HmacMd5 => (16, 16),
            AuthenticationAlgorithm.HmacSha256 => (32, 16),
            _ => (0, 0),
        };
        IntegrityBytes = integrity switch
        {
            IntegrityAlgorithm.None => 0,
            IntegrityAlgorithm.HmacSha1 => 12,
            _ => 16,
        };
    }

    /// <summary>RAKP-HMAC-SHA1, HMAC-SHA1-96, AES-CBC-128.</summary>
    public static CipherSuite Suite3 { get; } = Find(CipherSuiteId.Suite3)!;

    /// <summary>RAKP-HMAC-SHA256, HMAC-SHA256-128, AES-CBC-128.</summary>
    public static CipherSuite Suite17 { get; } = Find(CipherSuiteId.Suite17)!;

    /// <summary>Number of the suite.</summary>
    public CipherSuiteId Id { get; }

    /// <summary>What it is made of.</summary>
    public Algorithms Algorithms { get; }

    /// <summary>Bytes of a whole digest: key exchange codes, SIK, K1, K2. 0 without authentication.</summary>
    public int DigestBytes { get; }

    /// <summary>Bytes of the integrity check value of RAKP 4. It goes by the authentication algorithm, as the rest of RAKP does.</summary>
    public int CheckBytes { get; }

    /// <summary>Bytes of the integrity code under each packet.</summary>
    public int IntegrityBytes { get; }

    /// <summary>Packets carry an integrity code: they cannot be forged.</summary>
    public bool IsAuthenticated => Algorithms.Integrity != IntegrityAlgorithm.None;

    /// <summary>Payloads are encrypted.</summary>
    public bool IsEncrypted => Algorithms.Confidentiality != ConfidentialityAlgorithm.None;

    /// <summary>Anyone on the way can read the session, or take it over, or needs no password at all.</summary>
    public bool IsWeak => !IsAuthenticated || !IsEncrypted;

    /// <summary>The suite with this number; null for every one that is not spoken: xRC4 and OEM suites.</summary>
    public static CipherSuite? Find(CipherSuiteId id) => Array.Find(s_spoken, suite => suite.Id == id);

    /// <summary>The suite made of these algorithms; null when there is none.</summary>
    public static CipherSuite? Find(Algorithms algorithms) => Array.Find(s_spoken, suite => suite.Algorithms == algorithms);

    /// <summary>The integrity code of a session's packets; null when they carry none. <paramref name="password"/> keys MD5-128.</summary>
    public PacketCode? CreatePacketCode(ReadOnlySpan<byte> k1, SecretBytes password) => Algorithms.Integrity switch
    {
        IntegrityAlgorithm.HmacSha1 => new PacketCode(IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, k1), IntegrityBytes),
        IntegrityAlgorithm.HmacMd5 => new PacketCode(IncrementalHash.CreateHMAC(HashAlgorithmName.MD5, k1), IntegrityBytes),
        IntegrityAlgorithm.Md5 => new PacketCode(IncrementalHash.CreateHash(HashAlgorithmName.MD5), IntegrityBytes, password),
        IntegrityAlgorithm.HmacSha256 => new PacketCode(IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, k1), IntegrityBytes),
        _ => null,
    };

    /// <summary>The keyed hash of <paramref name="data"/>: <see cref="DigestBytes"/> bytes into <paramref name="digest"/>.</summary>
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "Cipher suites 1 to 3 are HMAC-SHA1 by definition; many BMCs have nothing better.")]
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "Cipher suites 6 to 12 are HMAC-MD5 by definition, and never asked for unless the owner of the BMC lists them.")]
    public void Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> digest)
    {
        switch (Algorithms.Authentication)
        {
            case AuthenticationAlgorithm.HmacSha1:
                HMACSHA1.HashData(key, data, digest);
                break;
            case AuthenticationAlgorithm.HmacMd5:
                HMACMD5.HashData(key, data, digest);
                break;
            case AuthenticationAlgorithm.HmacSha256:
                HMACSHA256.HashData(key, data, digest);
                break;
        }
    }
}
