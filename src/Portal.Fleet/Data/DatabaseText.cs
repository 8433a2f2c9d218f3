using System.Text;

namespace Portal.Fleet.Data;

/// <summary>Text as the databases keep and compare it.</summary>
public static class DatabaseText
{
    /// <summary>Small letters as SQL's <c>lower</c> makes them in both databases: of ASCII only.</summary>
    public static string Lower(string text) => string.Create(text.Length, text, (span, from) =>
    {
        for (var index = 0; index < span.Length; index++)
            span[index] = char.IsAsciiLetterUpper(from[index]) ? (char)(from[index] | 0x20) : from[index];
    });

    /// <summary>The text with the replacement character for each NUL and each half of a surrogate pair; the same object when there is none.</summary>
    public static string Storable(string text)
    {
        var bad = false;
        for (var index = 0; index < text.Length && !bad; index++)
        {
            if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
                index++;
            else
                bad = text[index] == '\0' || char.IsSurrogate(text[index]);
        }

        if (!bad)
            return text;
        var mended = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            mended.Append((rune.Value == 0 ? Rune.ReplacementChar : rune).ToString());
        return mended.ToString();
    }
}
