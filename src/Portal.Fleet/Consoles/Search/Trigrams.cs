using System.Numerics;
using System.Runtime.InteropServices;

namespace Portal.Fleet.Consoles.Search;

/// <summary>
/// Which sequences of three characters a block's lines hold, as a bit for each: a block that lacks one of those that a text has cannot hold the
/// text. Says "perhaps" now and then where it is "no", and never the other way round. Letter case makes no difference.
/// </summary>
internal static class Trigrams
{
    public const int MostBits = 32 * 1024;

    /// <summary>Bytes of an unfolded filter.</summary>
    public const int MostBytes = MostBits / 8;

    private const int Fewest = 64;

    /// <summary>Adds those of a line to an unfolded filter.</summary>
    public static void Add(ReadOnlySpan<char> line, Span<byte> filter)
    {
        uint window = 0;
        for (var at = 0; at < line.Length; at++)
        {
            window = Next(window, line[at]);
            if (at < 2)
                continue;
            var bit = Hash(window);
            filter[(int)(bit >> 3)] |= (byte)(1 << (int)(bit & 7));
        }
    }

    /// <summary>Halves a filter as often as few enough of its bits are set, and answers how many bytes are left of it.</summary>
    public static int Fold(Span<byte> filter)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(filter);
        while (words.Length * 8 > Fewest)
        {
            var half = words.Length / 2;
            var set = 0;
            for (var at = 0; at < half; at++)
                set += BitOperations.PopCount(words[at] | words[at + half]);

            // A fourth: three characters more make a miss four times as likely to be seen.
            if (set * 4 > half * 64)
                break;
            for (var at = 0; at < half; at++)
                words[at] |= words[at + half];
            words = words[..half];
        }

        return words.Length * 8;
    }

    /// <summary>What a filter must hold for a text; empty for a text of fewer than three characters.</summary>
    public static uint[] Of(string text)
    {
        var found = new HashSet<uint>();
        uint window = 0;
        for (var at = 0; at < text.Length; at++)
        {
            window = Next(window, text[at]);
            if (at >= 2)
                found.Add(Hash(window));
        }

        return [.. found];
    }

    /// <summary>Whether a filter holds all of them.</summary>
    public static bool MayHold(ReadOnlySpan<byte> filter, uint[] wanted)
    {
        var mask = (uint)(filter.Length * 8) - 1;
        foreach (var hash in wanted)
        {
            var bit = hash & mask;
            if ((filter[(int)(bit >> 3)] & (1 << (int)(bit & 7))) == 0)
                return false;
        }

        return true;
    }

    private static uint Next(uint window, char character) => ((window << 7) | Fold(character)) & 0x1FFFFF;

    private static uint Fold(char character)
    {
        if (char.IsAsciiLetterLower(character))
            return character - 32u;
        if (character < 0x80)
            return character;
        return (char.ToUpperInvariant(character) * 0x9E3779B1u) >> 25;
    }

    private static uint Hash(uint window) => (window * 0x9E3779B1u) >> 17;
}
