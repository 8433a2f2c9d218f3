using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Portal.BmcSim.Rmcp;

/// <summary>One cipher suite, IPMI 2.0 §22.15.2: its algorithm numbers and lengths. All but those with xRC4.</summary>
internal sealed class CipherSuite
{
    private const byte Aes = 1;
    private const byte Md5OfPassword = 3;

    // Suite, authentication (0 none, 1 SHA1, 2 MD5, 3 SHA256), integrity (0 none, 1 SHA1-96, 2 HMAC-MD5, 3 MD5, 4 SHA256-128), confidentiality (0 none, 1 AES).
    private static readonly CipherSuite[] s_suites =
    [
        new(0, 0, 0, 0), new(1, 1, 0, 0), new(2, 1, 1, 0), new(3, 1, 1, 1),
        new(6, 2, 0, 0), new(7, 2, 2, 0), new(8, 2, 2, 1), new(11, 2, 3, 0), new(12, 2, 3, 1),
        new(15, 3, 0, 0), new(16, 3, 4, 0), new(17, 3, 4, 1),
    ];

    private static readonly int[] s_hashLengths = [0, 20, 16, 32];
    private static readonly int[] s_checkLengths = [0, 12, 16, 16];
    private static readonly int[] s_codeLengths = [0, 12, 16, 16, 16];

    private CipherSuite(byte id, byte authentication, byte integrity, byte confidentiality) =>
        (Id, Authentication, Integrity, Confidentiality) = (id, authentication, integrity, confidentiality);

    public byte Id { get; }

    public byte Authentication { get; }

    public byte Integrity { get; }

    public byte Confidentiality { get; }

    public bool Encrypts => Confidentiality == Aes;

    /// <summary>Bits 7 and 6 of the payload type in a session's packets: encrypted, authenticated.</summary>
    public byte Flags => (byte)((Encrypts ? 0x80 : 0) | (Integrity != 0 ? 0x40 : 0));

    /// <summary>Length of the key exchange codes of RAKP 2 and 3.</summary>
    public int HashLength => s_hashLengths[Authentication];

    /// <summary>Length of the integrity check value of RAKP 4.</summary>
    public int CheckLength => s_checkLengths[Authentication];

    /// <summary>Length of the code under every packet.</summary>
    public int CodeLength => s_codeLengths[Integrity];

    /// <summary>The code under packets is a digest of the password before and after them, not an HMAC.</summary>
    public bool HashesPassword => Integrity == Md5OfPassword;

    public static CipherSuite ById(byte id) => Array.Find(s_suites, suite => suite.Id == id)
        ?? throw new ArgumentException($"The simulator knows the cipher suites {string.Join(", ", s_suites.Select(suite => suite.Id))}, not {id}.");

    /// <summary>The hash to be kept for a session's packets; null without integrity.</summary>
    public IncrementalHash? CreateIntegrity(ReadOnlySpan<byte> k1) => Integrity switch
    {
        1 => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, k1),
        2 => IncrementalHash.CreateHMAC(HashAlgorithmName.MD5, k1),
        Md5OfPassword => IncrementalHash.CreateHash(HashAlgorithmName.MD5),
        4 => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, k1),
        _ => null,
    };

    [SuppressMessage("Security", "CA5350", Justification = "Cipher suites 1 to 3 are HMAC-SHA1 by definition.")]
    [SuppressMessage("Security", "CA5351", Justification = "Cipher suites 6 to 12 are HMAC-MD5 by definition.")]
    public void Mac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> destination)
    {
        switch (Authentication)
        {
            case 1:
                HMACSHA1.HashData(key, message, destination);
                break;
            case 2:
                HMACMD5.HashData(key, message, destination);
                break;
            case 3:
                HMACSHA256.HashData(key, message, destination);
                break;
        }
    }
}
