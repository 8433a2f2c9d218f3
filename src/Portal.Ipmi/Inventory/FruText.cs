using System.Text;
using Portal.Ipmi.Wire;

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
            FruEncoding.Unicode => BmcText.FromUnicode(bytes),
            _ => BmcText.FromLatin1(bytes),
        };
        return new FruField(encoding, text, bytes.ToArray());
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

        return BmcText.Clean(characters[..(bytes.Length * 2)]);
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

        return BmcText.Clean(characters[..count]);
    }
}
