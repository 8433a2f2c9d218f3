using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Web.Identity.Passwords;

/// <summary>
/// The hundred thousand passwords, words and names that are tried first, as a Bloom filter (<c>scripts/common-passwords.mjs</c> makes it and names its sources).
/// A word of the list is always found; another by chance once in about 15 000.
/// </summary>
internal sealed class CommonPasswords
{
    private const int HeaderLength = 8;

    private readonly byte[] _filter;
    private readonly uint _bits;
    private readonly uint _hashes;

    private CommonPasswords(byte[] file)
    {
        _filter = file;
        _bits = BinaryPrimitives.ReadUInt32LittleEndian(file);
        _hashes = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4));
    }

    public static CommonPasswords List { get; } = Load();

    /// <summary>Whether this is one of them, in whatever case.</summary>
    public bool Contains(string text)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToLowerInvariant()), digest);
        var first = BinaryPrimitives.ReadUInt64LittleEndian(digest);
        var second = BinaryPrimitives.ReadUInt64LittleEndian(digest[8..]);
        for (uint index = 0; index < _hashes; index++)
        {
            var bit = (uint)(unchecked(first + (index * second)) % _bits);
            if ((_filter[HeaderLength + (bit >> 3)] & (1 << (int)(bit & 7))) == 0)
                return false;
        }
        return true;
    }

    private static CommonPasswords Load()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.bin")
            ?? throw new InvalidOperationException("The list of common passwords is not in the program.");
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return new CommonPasswords(file);
    }
}
