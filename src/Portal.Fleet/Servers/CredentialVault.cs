using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Portal.Ipmi;

namespace Portal.Fleet.Servers;

/// <summary>Seals BMC secrets: AES-256-GCM under a key that lives in a 0600 file outside the database, with record id and field as associated data.</summary>
internal sealed class CredentialVault : IDisposable
{
    /// <summary>Field name of the BMC password.</summary>
    public const string Password = "password";

    /// <summary>Field name of K_G.</summary>
    public const string Kg = "kg";

    /*  blob: 1 version | 8 key id | 12 nonce | 16 tag | ciphertext
        plain: 1 length | secret | zeroes up to a multiple of 32, so that the blob does not tell how long the password is  */
    private const byte BlobVersion = 1;
    private const byte LongBlobVersion = 2;
    private const int KeyIdSize = 8;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int HeaderSize = 1 + KeyIdSize + NonceSize + TagSize;
    private const int PadTo = 32;
    private const int MaxSecret = 255;

    // One cipher context inside: two threads at once would garble each other's work, and thousands of links open their credentials together.
    private readonly Lock _lock = new();
    private readonly AesGcm _aes;
    private readonly byte[] _keyId;

    public CredentialVault(FleetPaths paths)
    {
        var key = KeyFile.LoadOrCreate(paths.KeyFile);
        try
        {
            _aes = new AesGcm(key, TagSize);
            _keyId = HMACSHA256.HashData(key, "pilotlight key id"u8)[..KeyIdSize];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Seals one field of one server.</summary>
    public byte[] Seal(BmcId id, string field, SecretBytes secret)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(secret.Length, MaxSecret);
        var plain = new byte[(1 + secret.Length + PadTo - 1) / PadTo * PadTo];
        try
        {
            plain[0] = (byte)secret.Length;
            secret.Reveal().CopyTo(plain.AsSpan(1));
            var blob = new byte[HeaderSize + plain.Length];
            blob[0] = BlobVersion;
            _keyId.CopyTo(blob, 1);
            var nonce = blob.AsSpan(1 + KeyIdSize, NonceSize);
            RandomNumberGenerator.Fill(nonce);
            lock (_lock)
                _aes.Encrypt(nonce, plain, blob.AsSpan(HeaderSize), blob.AsSpan(HeaderSize - TagSize, TagSize), AssociatedData(id, field));
            return blob;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Opens it again; null when the blob does not belong to this record, field or key.</summary>
    public SecretBytes? Open(BmcId id, string field, byte[] sealedSecret)
    {
        if (sealedSecret.Length < HeaderSize + PadTo || sealedSecret[0] != BlobVersion || !sealedSecret.AsSpan(1, KeyIdSize).SequenceEqual(_keyId))
            return null;
        var plain = new byte[sealedSecret.Length - HeaderSize];
        try
        {
            var nonce = sealedSecret.AsSpan(1 + KeyIdSize, NonceSize);
            var tag = sealedSecret.AsSpan(HeaderSize - TagSize, TagSize);
            lock (_lock)
                _aes.Decrypt(nonce, sealedSecret.AsSpan(HeaderSize), tag, plain, AssociatedData(id, field));
            return plain[0] < plain.Length ? new SecretBytes(plain.AsSpan(1, plain[0])) : null;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Seals what is longer than a password, of one server, without hiding how long it is.</summary>
    public byte[] SealBytes(BmcId id, string field, ReadOnlySpan<byte> plain)
    {
        var blob = new byte[HeaderSize + plain.Length];
        blob[0] = LongBlobVersion;
        _keyId.CopyTo(blob, 1);
        var nonce = blob.AsSpan(1 + KeyIdSize, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        lock (_lock)
            _aes.Encrypt(nonce, plain, blob.AsSpan(HeaderSize), blob.AsSpan(HeaderSize - TagSize, TagSize), AssociatedData(id, field));
        return blob;
    }

    /// <summary>Opens it again; null when the blob does not belong to this server, field or key.</summary>
    public byte[]? OpenBytes(BmcId id, string field, byte[] blob)
    {
        if (blob.Length < HeaderSize || blob[0] != LongBlobVersion || !blob.AsSpan(1, KeyIdSize).SequenceEqual(_keyId))
            return null;
        var plain = new byte[blob.Length - HeaderSize];
        try
        {
            lock (_lock)
                _aes.Decrypt(blob.AsSpan(1 + KeyIdSize, NonceSize), blob.AsSpan(HeaderSize), blob.AsSpan(HeaderSize - TagSize, TagSize), plain, AssociatedData(id, field));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    public void Dispose() => _aes.Dispose();

    /// <summary>Never the key.</summary>
    public override string ToString() => nameof(CredentialVault);

    /// <summary>Table, record, field and key: a blob moved to another row or column does not open.</summary>
    private byte[] AssociatedData(BmcId id, string field)
    {
        var table = "Servers"u8;
        var name = Encoding.UTF8.GetBytes(field);
        var data = new byte[4 + table.Length + 16 + 4 + name.Length + KeyIdSize];
        var rest = data.AsSpan();
        BinaryPrimitives.WriteInt32LittleEndian(rest, table.Length);
        table.CopyTo(rest[4..]);
        rest = rest[(4 + table.Length)..];
        id.Value.TryWriteBytes(rest);
        BinaryPrimitives.WriteInt32LittleEndian(rest[16..], name.Length);
        name.CopyTo(rest[20..]);
        _keyId.CopyTo(rest[(20 + name.Length)..]);
        return data;
    }
}
