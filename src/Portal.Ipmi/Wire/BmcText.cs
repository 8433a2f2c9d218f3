using System.Globalization;
using System.Text;

namespace Portal.Ipmi.Wire;

/// <summary>
/// Strings from a BMC into text that may be shown: trailing blanks and NULs go, and control and formatting characters become U+FFFD,
/// so that what a BMC holds cannot act on a terminal or lie about what stands next to it.
/// </summary>
internal static class BmcText
{
    public static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>ASCII and Latin-1, one byte a character.</summary>
    public static string FromLatin1(ReadOnlySpan<byte> bytes)
    {
        Span<char> characters = bytes.Length <= 256 ? stackalloc char[bytes.Length] : new char[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
            characters[i] = (char)bytes[i];
        return Clean(characters);
    }

    /// <summary>UTF-8; what is none becomes U+FFFD.</summary>
    public static string FromUtf8(ReadOnlySpan<byte> bytes)
    {
        Span<char> characters = bytes.Length <= 256 ? stackalloc char[bytes.Length] : new char[bytes.Length];
        return Clean(characters[..Encoding.UTF8.GetChars(bytes, characters)]);
    }

    /// <summary>Two-byte Unicode, least significant byte first; an odd byte at the end is left out.</summary>
    public static string FromUnicode(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..(bytes.Length & ~1)];
        Span<char> characters = bytes.Length <= 256 ? stackalloc char[bytes.Length] : new char[bytes.Length];
        return Clean(characters[..Encoding.Unicode.GetChars(bytes, characters)]);
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

    /// <summary>Makes characters fit to be shown.</summary>
    public static string Clean(Span<char> characters)
    {
        var length = characters.TrimEnd("\0 ").Length;
        for (var i = 0; i < length; i++)
        {
            if (char.IsControl(characters[i]) || char.GetUnicodeCategory(characters[i]) == UnicodeCategory.Format)
                characters[i] = '\uFFFD';
        }

        return new string(characters[..length]);
    }
}
