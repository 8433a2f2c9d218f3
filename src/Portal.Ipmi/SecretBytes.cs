using System.Security.Cryptography;
using System.Text;

namespace Portal.Ipmi;

/// <summary>Bytes that must never be printed: a password or a key. Zeroed on dispose; <see cref="ToString"/> shows stars.</summary>
public sealed class SecretBytes : IDisposable
{
    private readonly byte[] _bytes;

    /// <summary>Copies <paramref name="bytes"/>; the caller still owns and clears its own copy.</summary>
    public SecretBytes(ReadOnlySpan<byte> bytes) => _bytes = bytes.ToArray();

    /// <summary>Number of bytes.</summary>
    public int Length => _bytes.Length;

    /// <summary>The secret itself. Never store, log or format it.</summary>
    public ReadOnlySpan<byte> Reveal() => _bytes;

    /// <summary>The UTF-8 bytes of a text typed by a person.</summary>
    public static SecretBytes FromText(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>A copy with its own lifetime.</summary>
    public SecretBytes Copy() => new(_bytes);

    /// <summary>Never the content.</summary>
    public override string ToString() => "***";

    /// <summary>Zeroes the bytes.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);
}
