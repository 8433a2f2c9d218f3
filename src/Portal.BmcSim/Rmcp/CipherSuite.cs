using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Portal.BmcSim.Rmcp;

/// <summary>One cipher suite, IPMI 2.0 §22.15.2: its algorithm numbers and lengths. All of ours encrypt with AES-CBC-128.</summary>
internal sealed class CipherSuite
{
    private static readonly CipherSuite s_suite3 = new(3, HashAlgorithmName.SHA1, authentication: 0x01, integrity: 0x01, hashLength: 20, checkLength: 12);
    private static readonly CipherSuite s_suite17 = new(17, HashAlgorithmName.SHA256, authentication: 0x03, integrity: 0x04, hashLength: 32, checkLength: 16);

    private CipherSuite(byte id, HashAlgorithmName hash, byte authentication, byte integrity, int hashLength, int checkLength) =>
        (Id, Hash, Authentication, Integrity, HashLength, CheckLength) = (id, hash, authentication, integrity, hashLength, checkLength);

    public byte Id { get; }

    public HashAlgorithmName Hash { get; }

    public byte Authentication { get; }

    public byte Integrity { get; }

    public byte Confidentiality { get; } = 0x01;

    /// <summary>Length of the key exchange codes of RAKP 2 and 3.</summary>
    public int HashLength { get; }

    /// <summary>Length of the integrity check value of RAKP 4 and of the code under every packet.</summary>
    public int CheckLength { get; }

    public static CipherSuite ById(byte id) => id switch
    {
        3 => s_suite3,
        17 => s_suite17,
        _ => throw new ArgumentException($"The simulator knows the cipher suites 3 and 17, not {id}."),
    };

    [SuppressMessage("Security", "CA5350", Justification = "Cipher suite 3 is HMAC-SHA1 by definition.")]
    public void Mac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> destination)
    {
        if (Hash == HashAlgorithmName.SHA1)
            HMACSHA1.HashData(key, message, destination);
        else
            HMACSHA256.HashData(key, message, destination);
    }
}
