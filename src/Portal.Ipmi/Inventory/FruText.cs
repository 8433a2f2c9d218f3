using System.Globalization;
using System.Text;

namespace Portal.Ipmi.Inventory;

/// <summary>Fields of type/length form into text and back, FRU Information Storage Definition §13. Pure.</summary>
internal static class FruText
{
    public const int MaxFieldBytes = 63;
    public const byte EndOfFields = 0xC1;

    // Dh to Fh are reserved in FRU inventories; the sensor data records give them these characters (IPMI 2.0 §43.15), and readers show them.
    private const string BcdCharacters = "0123456789 -.:,_";

    public static bool IsEnglish(byte language) => language is 0 or 25;

    /// <summary>Decodes a field. <paramref name="problem"/>: what does not fit the encoding, or null.</summary>
    public static FruField Decode(byte typeLength, ReadOnlySpan<byte> bytes, bool english, out string? problem)
    {
        problem = null;
        if (bytes.IsEmpty)
            return FruField.Empty;
        var encoding = (typeLength >> 6) switch
        {
            0 => FruEncoding.Binary,
            1 => FruEncoding.BcdPlus,
            2 => FruEncoding.SixBitAscii,
            _ => english ? FruEncoding.Latin1 : FruEncoding.Unicode,
        };
        if (encoding == FruEncoding.Unicode && bytes.Length % 2 != 0)
        {
            problem = $"{bytes.Length} bytes cannot be two-byte Unicode and are read as Latin-1";
            encoding = FruEncoding.Latin1;
        }

        var text = encoding switch
        {
            FruEncoding.Binary => Convert.ToHexString(bytes),
            FruEncoding.BcdPlus => FromBcd(bytes),
            FruEncoding.SixBitAscii => FromSixBit(bytes),
            FruEncoding.Unicode => FromUnicode(bytes),
            _ => FromLatin1(bytes),
        };
        return new FruField(encoding, text, bytes.ToArray());
    }

    /// <summary>Latin-1 as text: control characters become U+FFFD, trailing blanks and NULs go.</summary>
    public static string FromLatin1(ReadOnlySpan<byte> bytes)
    {
        Span<char> characters = bytes.Length <= 256 ? stackalloc char[bytes.Length] : new char[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
            characters[i] = (char)bytes[i];
        return Clean(characters);
    }

    /// <summary>The bytes of a text in Latin-1, or null when it does not fit.</summary>
    public static byte[]? ToLatin1(string text)
    {
        var bytes = new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] > 0xFF || char.IsControl(text[i]))
                return null;
            bytes[i] = (byte)text[i];
        }

        return bytes;
    }

    public static byte[] ToUnicode(string text) => Encoding.Unicode.GetBytes(text);

    private static string FromBcd(ReadOnlySpan<byte> bytes)
    {
        Span<char> characters = stackalloc char[MaxFieldBytes * 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            characters[i * 2] = BcdCharacters[bytes[i] >> 4];
            characters[(i * 2) + 1] = BcdCharacters[bytes[i] & 0x0F];
        }

        return Clean(characters[..(bytes.Length * 2)]);
    }

    private static string FromSixBit(ReadOnlySpan<byte> bytes)
    {
        Span<char> characters = stackalloc char[MaxFieldBytes * 8 / 6];
        var count = bytes.Length * 8 / 6;
        for (var i = 0; i < count; i++)
        {
            var bit = i * 6;
            var pair = bytes[bit >> 3] | (bit >> 3 < bytes.Length - 1 ? bytes[(bit >> 3) + 1] << 8 : 0);
            characters[i] = (char)(0x20 + ((pair >> (bit & 7)) & 0x3F));
        }

        return Clean(characters[..count]);
    }

    private static string FromUnicode(ReadOnlySpan<byte> bytes)
    {
        Span<char> characters = stackalloc char[MaxFieldBytes];
        return Clean(characters[..Encoding.Unicode.GetChars(bytes, characters)]);
    }

    private static string Clean(Span<char> characters)
    {
        var length = characters.TrimEnd("\0 ").Length;
        for (var i = 0; i < length; i++)
        {
            // Formatting characters of Unicode (bidirectional overrides among them) would let an inventory lie about what stands next to it.
            if (char.IsControl(characters[i]) || char.GetUnicodeCategory(characters[i]) == UnicodeCategory.Format)
                characters[i] = '\uFFFD';
        }

        return new string(characters[..length]);
    }
}
