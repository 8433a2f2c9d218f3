using System.Security.Cryptography;

namespace Portal.Fleet.Secrets;

/// <summary>One key that wraps others. It tells its id, never itself.</summary>
internal sealed class KeyEncryptionKey : IDisposable
{
    public const int IdSize = 8;
    public const int TagSize = 16;

    // One cipher context inside: two threads at once would garble each other's work, and thousands of links open their credentials together.
    private readonly Lock _lock = new();
    private readonly AesGcm _aes;
    private readonly byte[] _id;

    public KeyEncryptionKey(ReadOnlySpan<byte> key)
    {
        _aes = new AesGcm(key, TagSize);
        _id = IdOf(key);
        IdText = Convert.ToHexStringLower(_id);
    }

    public ReadOnlySpan<byte> Id => _id;

    /// <summary>The id in hexadecimal.</summary>
    public string IdText { get; }

    public static byte[] IdOf(ReadOnlySpan<byte> key) => HMACSHA256.HashData(key, "pilotlight key id"u8)[..IdSize];

    public void Encrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plain, Span<byte> cipher, Span<byte> tag, ReadOnlySpan<byte> associated)
    {
        lock (_lock)
            _aes.Encrypt(nonce, plain, cipher, tag, associated);
    }

    /// <summary>False when the tag does not match.</summary>
    public bool TryDecrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> cipher, ReadOnlySpan<byte> tag, Span<byte> plain, ReadOnlySpan<byte> associated)
    {
        try
        {
            lock (_lock)
                _aes.Decrypt(nonce, cipher, tag, plain, associated);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Dispose() => _aes.Dispose();

    public override string ToString() => IdText;
}
