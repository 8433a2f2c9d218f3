using System.Globalization;

namespace Portal.Bench.Peers;

/// <summary>What of a paste reached the host.</summary>
internal sealed record PasteResult(int Delivered, int Doubled, int Unordered, double Seconds)
{
    public bool IsExact(int tokens) => Delivered == tokens && Doubled == 0 && Unordered == 0;

    public static PasteResult Of(string typed, int tokens, double seconds)
    {
        var seen = new HashSet<int>();
        var (doubled, unordered, last) = (0, 0, 0);
        foreach (var word in typed.Split(' '))
        {
            if (word.Length != 5 || word[0] != 'T' || !int.TryParse(word.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > tokens)
                continue;
            if (!seen.Add(number))
                doubled++;
            else if (number < last)
                unordered++;
            last = Math.Max(last, number);
        }

        return new PasteResult(seen.Count, doubled, unordered, seconds);
    }
}
