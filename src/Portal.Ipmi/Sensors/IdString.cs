using System.Text;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Sensors;

/// <summary>Id strings with a type/length byte, IPMI 2.0 §43.15.</summary>
internal static class IdString
{
    private const string BcdPlusDigits = "0123456789 -.:,_";

    /// <summary>Reads the string that ends a record. Nothing there is an empty string; a string cut short is what is left of it.</summary>
    public static string Read(ref IpmiReader reader)
    {
        /*  1   [7:6] 0 Unicode, 1 BCD plus, 2 6-bit ASCII packed, 3 8-bit ASCII and Latin 1; [4:0] length in characters
            2-N the string  */
        if (reader.Remaining == 0)
            return "";
        var typeAndLength = reader.ReadByte();
        var length = typeAndLength & 0x1F;
        var rest = reader.ReadRest();
        return (typeAndLength >> 6) switch
        {
            0 => Unicode(rest, length),
            1 => BcdPlus(rest, length),
            2 => SixBit(rest, length),
            _ => Trim(Encoding.Latin1.GetString(rest[..Math.Min(length, rest.Length)])),
        };
    }

    // The length counts characters, but some firmware counts bytes: then exactly that many are left.
    private static string Unicode(ReadOnlySpan<byte> bytes, int length)
    {
        var count = bytes.Length == length ? length & ~1 : Math.Min(2 * length, bytes.Length & ~1);
        return Trim(Encoding.Unicode.GetString(bytes[..count]));
    }

    private static string BcdPlus(ReadOnlySpan<byte> bytes, int length)
    {
        var characters = bytes.Length == length ? 2 * length : Math.Min(length, 2 * bytes.Length);
        return string.Create(characters, bytes, static (text, source) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = BcdPlusDigits[(source[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 0x0F];
        }).TrimEnd();
    }

    private static string SixBit(ReadOnlySpan<byte> bytes, int length)
    {
        var characters = bytes.Length == length ? bytes.Length * 8 / 6 : Math.Min(length, bytes.Length * 8 / 6);
        return Trim(string.Create(characters, bytes, static (text, source) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                var (index, shift) = (i * 6 / 8, i * 6 % 8);
                var value = source[index] >> shift;
                if (shift > 2)
                    value |= source[index + 1] << (8 - shift);
                text[i] = (char)(' ' + (value & 0x3F));
            }
        }));
    }

    private static string Trim(string text)
    {
        // What follows a NUL is left over from another name.
        var end = text.IndexOf('\0', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }
}
