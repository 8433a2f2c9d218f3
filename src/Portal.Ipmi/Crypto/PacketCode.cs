using System.Diagnostics;
using System.Security.Cryptography;

namespace Portal.Ipmi.Crypto;

/// <summary>
/// The integrity code under the packets of one session, IPMI 2.0 §13.28.4: an HMAC keyed by K1, or for MD5-128 the plain digest of
/// password, packet and password. Kept for the whole session. Not thread safe.
/// </summary>
internal sealed class PacketCode : IDisposable
{
    private const int LongestDigest = 32;

    private readonly IncrementalHash _hash;
    private readonly byte[] _frame;

    /// <summary>Takes ownership of <paramref name="hash"/>. <paramref name="frame"/>, padded to 20 bytes, goes before and after what is hashed.</summary>
    public PacketCode(IncrementalHash hash, int codeBytes, SecretBytes? frame = null)
    {
        _hash = hash;
        Bytes = codeBytes;
        _frame = frame is null ? [] : new byte[RakpKeys.KeyBytes];
        frame?.Reveal().CopyTo(_frame);
    }

    /// <summary>Bytes of the code as it is sent.</summary>
    public int Bytes { get; }

    /// <summary>Writes the code of <paramref name="covered"/> to the start of <paramref name="code"/>.</summary>
    public void Compute(ReadOnlySpan<byte> covered, Span<byte> code)
    {
        Span<byte> digest = stackalloc byte[LongestDigest];
        if (_frame.Length > 0)
            _hash.AppendData(_frame);
        _hash.AppendData(covered);
        if (_frame.Length > 0)
            _hash.AppendData(_frame);
        var written = _hash.GetHashAndReset(digest);
        Debug.Assert(written >= Bytes, "The hash belongs to the suite.");
        digest[..Bytes].CopyTo(code);
    }

    /// <summary>Releases and clears the keys.</summary>
    public void Dispose()
    {
        _hash.Dispose();
        CryptographicOperations.ZeroMemory(_frame);
    }
}
