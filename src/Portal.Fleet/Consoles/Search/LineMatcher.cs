using System.Buffers;
using Portal.Fleet.Consoles.Text;

namespace Portal.Fleet.Consoles.Search;

/// <summary>Finds the lines that a query wants, among many in one text. Immutable.</summary>
internal sealed class LineMatcher
{
    private readonly LinePattern[] _wanted;
    private readonly LinePattern[] _unwanted;

    // Of each: the line holds all of at least one. What the filter of a block can say no to.
    private readonly uint[][][] _trigrams;
    private readonly SearchValues<string>? _anchor;

    public LineMatcher(IReadOnlyList<LinePattern> wanted, IReadOnlyList<LinePattern> unwanted)
    {
        // The longest text first: it is the rarest, as a rule.
        _wanted = [.. wanted.OrderByDescending(Worth)];
        _unwanted = [.. unwanted];
        _trigrams = [.. _wanted.Where(pattern => pattern.Literals is { } literals && literals.All(literal => literal.Length >= 3))
            .Select(pattern => pattern.Literals!.Select(Trigrams.Of).ToArray())];
        _anchor = _wanted[0].Literals is { } first ? SearchValues.Create([.. first], StringComparison.OrdinalIgnoreCase) : null;
    }

    /// <summary>Whether the index can rule blocks out.</summary>
    public bool IsIndexed => _trigrams.Length > 0;

    /// <summary>Whether a block with this filter may hold such a line.</summary>
    public bool MayHold(ReadOnlySpan<byte> filter)
    {
        foreach (var choices in _trigrams)
        {
            var may = false;
            foreach (var choice in choices)
                may |= Trigrams.MayHold(filter, choice);
            if (!may)
                return false;
        }

        return true;
    }

    /// <summary>Calls <paramref name="found"/> for each line that fits; it answers whether to go on.</summary>
    public void Find(LineCollector text, Action<CleanLine> found, CancellationToken ct)
    {
        var lines = text.Lines;
        var characters = text.Text;
        for (var index = 0; index < lines.Count; index++)
        {
            if (_anchor is not null)
            {
                var from = lines[index].Start;
                var at = characters[from..].IndexOfAny(_anchor);
                if (at < 0)
                    return;
                index = LineAt(lines, index, from + at);
            }

            if ((index & 63) == 0)
                ct.ThrowIfCancellationRequested();
            if (Fits(text.TextOf(lines[index])))
                found(lines[index]);
        }
    }

    public bool Fits(ReadOnlySpan<char> line)
    {
        foreach (var pattern in _wanted)
        {
            if (!pattern.IsMatch(line))
                return false;
        }

        foreach (var pattern in _unwanted)
        {
            if (pattern.IsMatch(line))
                return false;
        }

        return true;
    }

    private static int Worth(LinePattern pattern) => pattern.Literals is { } literals ? literals.Min(literal => literal.Length) - (literals.Count / 4) : 0;

    private static int LineAt(IReadOnlyList<CleanLine> lines, int from, int at)
    {
        var (low, high) = (from, lines.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (lines[middle].Start <= at)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }
}
