using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Portal.Fleet.Secrets;
using Portal.Ipmi;

namespace Portal.Fleet.Servers;

/// <summary>
/// Seals what belongs to one server: its BMC's password and K_G, and what was typed on its console. A password's length does not show in its blob.
/// What earlier versions sealed with the key file's key itself still opens, and is sealed anew when the portal starts.
/// </summary>
internal sealed class CredentialVault(SecretBox box, KeyRing ring)
{
    /// <summary>Field name of the BMC password.</summary>
    public const string Password = "password";

    /// <summary>Field name of the password that a rotation is about to give the BMC.</summary>
    public const string NextPassword = "next-password";

    /// <summary>Field name of K_G.</summary>
    public const string Kg = "kg";

    /*  plain: 1 length | secret | zeroes up to a multiple of 32
        blob of earlier versions: 1 version | 8 key id | 12 nonce | 16 tag | ciphertext; version 2 had plain as it is  */
    private const string Table = "Servers";
    private const byte OldVersion = 1;
    private const byte OldLongVersion = 2;
    private const int NonceSize = 12;
    private const int NonceAt = 1 + KeyEncryptionKey.IdSize;
    private const int TagAt = NonceAt + NonceSize;
    private const int OldHeaderSize = TagAt + KeyEncryptionKey.TagSize;
    private const int PadTo = 32;
    private const int MaxSecret = 255;

    /// <summary>Seals one field of one server.</summary>
    public byte[] Seal(BmcId id, string field, SecretBytes secret)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(secret.Length, MaxSecret);
        var plain = new byte[(1 + secret.Length + PadTo - 1) / PadTo * PadTo];
        try
        {
            plain[0] = (byte)secret.Length;
            secret.Reveal().CopyTo(plain.AsSpan(1));
            return SealBytes(id, field, plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Opens it again; null when the blob does not belong to this record, field or key.</summary>
    public SecretBytes? Open(BmcId id, string field, byte[] sealedSecret)
    {
        if (sealedSecret is [OldLongVersion, ..])
            return null;
        using var plain = OpenAny(id, field, sealedSecret);
        if (plain is null || plain.Length == 0 || plain.Length % PadTo != 0)
            return null;
        var bytes = plain.Reveal();
        return bytes[0] < bytes.Length ? new SecretBytes(bytes.Slice(1, bytes[0])) : null;
    }

    /// <summary>Seals what is longer than a password, of one server, without hiding how long it is.</summary>
    public byte[] SealBytes(BmcId id, string field, ReadOnlySpan<byte> plain) => box.Seal(Place(id, field), plain);

    /// <summary>Opens it again; null when the blob does not belong to this server, field or key.</summary>
    public byte[]? OpenBytes(BmcId id, string field, byte[] blob)
    {
        if (blob is [OldVersion, ..])
            return null;
        using var plain = OpenAny(id, field, blob);
        return plain?.Reveal().ToArray();
    }

    /// <summary>The same under the active key, in the present format; the blob itself when it is so already, null when it cannot be opened.</summary>
    public byte[]? Renew(BmcId id, string field, byte[] blob)
    {
        if (box.IsCurrent(blob))
            return blob;
        if (SecretBox.IsBlob(blob))
            return box.Rewrap(Place(id, field), blob);
        using var plain = OpenAny(id, field, blob);
        return plain is null ? null : box.Seal(Place(id, field), plain.Reveal());
    }

    /// <summary>Never a key.</summary>
    public override string ToString() => nameof(CredentialVault);

    private static SealedPlace Place(BmcId id, string field) => new(Table, id.ToString(), field);

    private SecretBytes? OpenAny(BmcId id, string field, byte[] blob) => SecretBox.IsBlob(blob) ? box.Open(Place(id, field), blob) : OpenOld(id, field, blob);

    private SecretBytes? OpenOld(BmcId id, string field, byte[] blob)
    {
        if (blob.Length < OldHeaderSize || blob[0] is not (OldVersion or OldLongVersion) || ring.Find(blob.AsSpan(1, KeyEncryptionKey.IdSize)) is not { } key)
            return null;
        var plain = new byte[blob.Length - OldHeaderSize];
        try
        {
            var tag = blob.AsSpan(TagAt, KeyEncryptionKey.TagSize);
            return key.TryDecrypt(blob.AsSpan(NonceAt, NonceSize), blob.AsSpan(OldHeaderSize), tag, plain, OldAssociatedData(id, field, key)) ? new SecretBytes(plain) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static byte[] OldAssociatedData(BmcId id, string field, KeyEncryptionKey key)
    {
        var table = Encoding.UTF8.GetBytes(Table);
        var name = Encoding.UTF8.GetBytes(field);
        var data = new byte[sizeof(int) + table.Length + 16 + sizeof(int) + name.Length + KeyEncryptionKey.IdSize];
        var rest = data.AsSpan();
        BinaryPrimitives.WriteInt32LittleEndian(rest, table.Length);
        table.CopyTo(rest[sizeof(int)..]);
        rest = rest[(sizeof(int) + table.Length)..];
        id.Value.TryWriteBytes(rest);
        BinaryPrimitives.WriteInt32LittleEndian(rest[16..], name.Length);
        name.CopyTo(rest[20..]);
        key.Id.CopyTo(rest[(20 + name.Length)..]);
        return data;
    }
}
