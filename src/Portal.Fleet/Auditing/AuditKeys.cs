using System.Numerics;
using System.Security.Cryptography;

namespace Portal.Fleet.Auditing;

/// <summary>
/// The keys of the audit, which are not in the database (<see cref="AuditKeyFile"/>): whoever has the database alone can neither change a row
/// unseen nor sign an anchor. Older ones still verify what they made.
/// </summary>
internal sealed class AuditKeys : IDisposable
{
    private const int KeySize = 32;

    // P-256's order; a scalar is made from 16 bytes more than that, so that no value is likelier than another.
    private const int ScalarSize = 32;
    private static readonly BigInteger s_order = new(Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"), isUnsigned: true, isBigEndian: true);

    private readonly List<Pair> _pairs = [];

    /// <param name="masters">The present one first, then older ones. The caller zeroes them.</param>
    public AuditKeys(IEnumerable<byte[]> masters)
    {
        foreach (var master in masters)
            _pairs.Add(new Pair(master));
        if (_pairs.Count == 0)
            throw new ArgumentException("There is no key.", nameof(masters));
    }

    /// <summary>Names the key that new rows are written with.</summary>
    public byte[] CurrentId => _pairs[0].Id;

    public ReadOnlySpan<byte> Current => _pairs[0].Key;

    /// <summary>The key of this name; null when the portal does not have it.</summary>
    public byte[]? Find(ReadOnlySpan<byte> id)
    {
        foreach (var pair in _pairs)
        {
            if (id.SequenceEqual(pair.Id))
                return pair.Key;
        }

        return null;
    }

    /// <summary>Signs with the present key: ECDSA on P-256 over SHA-256.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data) => _pairs[0].Signer.SignData(data, HashAlgorithmName.SHA256);

    /// <summary>Whether a signature is of the key of this name; null when the portal does not have it.</summary>
    public bool? Verify(ReadOnlySpan<byte> id, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        foreach (var pair in _pairs)
        {
            if (id.SequenceEqual(pair.Id))
                return pair.Signer.VerifyData(data, signature, HashAlgorithmName.SHA256);
        }

        return null;
    }

    /// <summary>The present key's public half, so that others can check anchors without the portal.</summary>
    public byte[] PublicKey() => _pairs[0].Signer.ExportSubjectPublicKeyInfo();

    public void Dispose()
    {
        foreach (var pair in _pairs)
            pair.Dispose();
    }

    /// <summary>Never a key.</summary>
    public override string ToString() => nameof(AuditKeys);

    private sealed class Pair : IDisposable
    {
        public Pair(byte[] master)
        {
            Key = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, KeySize, salt: null, "pilotlight audit chain"u8.ToArray());
            Id = HMACSHA256.HashData(Key, "pilotlight audit key id"u8)[..AuditChain.KeyIdSize];
            var seed = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, ScalarSize + 16, salt: null, "pilotlight audit anchor"u8.ToArray());
            var scalar = new byte[ScalarSize];
            try
            {
                var number = (new BigInteger(seed, isUnsigned: true, isBigEndian: true) % (s_order - 1)) + 1;
                var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
                bytes.CopyTo(scalar, ScalarSize - bytes.Length);
                CryptographicOperations.ZeroMemory(bytes);
                Signer = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
            }
            finally
            {
                CryptographicOperations.ZeroMemory(seed);
                CryptographicOperations.ZeroMemory(scalar);
            }
        }

        public byte[] Key { get; }

        public byte[] Id { get; }

        public ECDsa Signer { get; }

        public void Dispose()
        {
            CryptographicOperations.ZeroMemory(Key);
            Signer.Dispose();
        }
    }
}
