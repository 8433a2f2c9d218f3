using System.Text;

namespace Portal.Web.Identity.SecondFactor;

/// <summary>RFC 4648 without padding: what authenticators take and people can type.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(((bytes.Length * 8) + 4) / 5);
        var (pending, held) = (0, 0);
        foreach (var value in bytes)
        {
            pending = (pending << 8) | value;
            for (held += 8; held >= 5; held -= 5)
                text.Append(Alphabet[(pending >> (held - 5)) & 31]);
        }
        if (held > 0)
            text.Append(Alphabet[(pending << (5 - held)) & 31]);
        return text.ToString();
    }

    /// <summary>In groups of four, to read and type.</summary>
    public static string Group(string text) => string.Join(' ', text.Chunk(4).Select(four => new string(four)));
}
