using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Portal.Ipmi;

namespace Portal.Fleet.Secrets;

/// <summary>
/// Seals secrets for the database: AES-256-GCM under a key of each value's own, which is wrapped by a key that lies outside the database. Table, record, field and
/// key are associated data. When the outer key changes only the wrap of each value does (<see cref="Rewrap"/>); who keeps sealed values registers an
/// <see cref="ISealedStore"/>, so that the change finds them.
/// </summary>
public sealed class SecretBox
{
    /*  blob: 1 version (3) | 8 id of the outer key | 12 nonce, 16 tag, 32 wrapped inner key | 12 nonce, 16 tag, sealed value
        Text: "pl3." and the blob in base64url.  */
    private const byte BlobVersion = 3;
    private const int IdSize = KeyEncryptionKey.IdSize;
    private const int NonceSize = 12;
    private const int TagSize = KeyEncryptionKey.TagSize;
    private const int InnerKeySize = 32;
    private const int WrapAt = 1 + IdSize;
    private const int ValueAt = WrapAt + NonceSize + TagSize + InnerKeySize;
    private const int Overhead = ValueAt + NonceSize + TagSize;
    private const string TextPrefix = "pl3.";

    private readonly KeyRing _ring;

    internal SecretBox(KeyRing ring) => _ring = ring;

    /// <summary>Seals a value for a place.</summary>
    public byte[] Seal(SealedPlace place, ReadOnlySpan<byte> secret)
    {
        var blob = new byte[Overhead + secret.Length];
        blob[0] = BlobVersion;
        Span<byte> inner = stackalloc byte[InnerKeySize];
        try
        {
            RandomNumberGenerator.Fill(inner);
            var nonce = blob.AsSpan(ValueAt, NonceSize);
            RandomNumberGenerator.Fill(nonce);
            using (var aes = new AesGcm(inner, TagSize))
                aes.Encrypt(nonce, secret, blob.AsSpan(Overhead), blob.AsSpan(ValueAt + NonceSize, TagSize), Associated(place, default));
            Wrap(_ring.Active, place, inner, blob);
            return blob;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(inner);
        }
    }

    /// <summary>Opens it again; null when it does not belong to this place or to any key there is. The caller disposes the secret.</summary>
    public SecretBytes? Open(SealedPlace place, ReadOnlySpan<byte> blob)
    {
        Span<byte> inner = stackalloc byte[InnerKeySize];
        if (!TryUnwrap(place, blob, inner))
            return null;
        var plain = new byte[blob.Length - Overhead];
        try
        {
            using var aes = new AesGcm(inner, TagSize);
            aes.Decrypt(blob.Slice(ValueAt, NonceSize), blob[Overhead..], blob.Slice(ValueAt + NonceSize, TagSize), plain, Associated(place, default));
            return new SecretBytes(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(inner);
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>The same value under the active key; null when it cannot be opened here.</summary>
    public byte[]? Rewrap(SealedPlace place, ReadOnlySpan<byte> blob)
    {
        Span<byte> inner = stackalloc byte[InnerKeySize];
        if (!TryUnwrap(place, blob, inner))
            return null;
        try
        {
            var again = blob.ToArray();
            Wrap(_ring.Active, place, inner, again);
            return again;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(inner);
        }
    }

    /// <summary>Seals a text for a column that holds text.</summary>
    public string SealText(SealedPlace place, string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        try
        {
            return TextPrefix + System.Buffers.Text.Base64Url.EncodeToString(Seal(place, bytes));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Opens a sealed text; null when it is none, or not of this place.</summary>
    public string? OpenText(SealedPlace place, string text)
    {
        if (FromText(text) is not { } blob)
            return null;
        using var secret = Open(place, blob);
        return secret is null ? null : Encoding.UTF8.GetString(secret.Reveal());
    }

    /// <summary>The same text under the active key; null when it cannot be opened here.</summary>
    public string? RewrapText(SealedPlace place, string text) =>
        FromText(text) is { } blob && Rewrap(place, blob) is { } again ? TextPrefix + System.Buffers.Text.Base64Url.EncodeToString(again) : null;

    /// <summary>The blob is wrapped by the key that is active now.</summary>
    public bool IsCurrent(ReadOnlySpan<byte> blob) => IsBlob(blob) && blob.Slice(1, IdSize).SequenceEqual(_ring.Active.Id);

    /// <summary>The same of a sealed text.</summary>
    public bool IsCurrent(string text) => FromText(text) is { } blob && IsCurrent(blob);

    /// <summary>Id, in hexadecimal, of the key that a blob lies under; empty when it is none. Older formats have it at the same place.</summary>
    public static string KeyIdOf(ReadOnlySpan<byte> blob) => blob.Length > WrapAt && blob[0] is >= 1 and <= BlobVersion ? Convert.ToHexStringLower(blob.Slice(1, IdSize)) : "";

    /// <summary>The same of a sealed text.</summary>
    public static string KeyIdOf(string text) => FromText(text) is { } blob ? KeyIdOf(blob) : "";

    /// <summary>Never a key.</summary>
    public override string ToString() => nameof(SecretBox);

    internal static bool IsBlob(ReadOnlySpan<byte> blob) => blob.Length >= Overhead && blob[0] == BlobVersion;

    /// <summary>What stays the same when the wrap changes; two blobs with the same tail hold the same secret.</summary>
    internal static ReadOnlySpan<byte> TailOf(ReadOnlySpan<byte> blob) => IsBlob(blob) ? blob[ValueAt..] : blob;

    private static byte[]? FromText(string text)
    {
        if (!text.StartsWith(TextPrefix, StringComparison.Ordinal))
            return null;
        var body = text.AsSpan(TextPrefix.Length);
        var blob = new byte[System.Buffers.Text.Base64Url.GetMaxDecodedLength(body.Length)];
        return System.Buffers.Text.Base64Url.TryDecodeFromChars(body, blob, out var count) ? blob[..count] : null;
    }

    private static void Wrap(KeyEncryptionKey key, SealedPlace place, ReadOnlySpan<byte> inner, byte[] blob)
    {
        key.Id.CopyTo(blob.AsSpan(1));
        var nonce = blob.AsSpan(WrapAt, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        key.Encrypt(nonce, inner, blob.AsSpan(WrapAt + NonceSize + TagSize, InnerKeySize), blob.AsSpan(WrapAt + NonceSize, TagSize), Associated(place, key.Id));
    }

    private bool TryUnwrap(SealedPlace place, ReadOnlySpan<byte> blob, Span<byte> inner) =>
        IsBlob(blob) && _ring.Find(blob.Slice(1, IdSize)) is { } key
        && key.TryDecrypt(blob.Slice(WrapAt, NonceSize), blob.Slice(WrapAt + NonceSize + TagSize, InnerKeySize), blob.Slice(WrapAt + NonceSize, TagSize), inner, Associated(place, key.Id));

    /// <summary>Version, table, record and field, each with its length, and for the wrap the outer key's id.</summary>
    private static byte[] Associated(SealedPlace place, ReadOnlySpan<byte> keyId)
    {
        string[] parts = [place.Table, place.Record, place.Field];
        var data = new byte[1 + parts.Sum(part => sizeof(int) + Encoding.UTF8.GetByteCount(part)) + keyId.Length];
        data[0] = BlobVersion;
        var rest = data.AsSpan(1);
        foreach (var part in parts)
        {
            var length = Encoding.UTF8.GetBytes(part, rest[sizeof(int)..]);
            BinaryPrimitives.WriteInt32LittleEndian(rest, length);
            rest = rest[(sizeof(int) + length)..];
        }

        keyId.CopyTo(rest);
        return data;
    }
}
