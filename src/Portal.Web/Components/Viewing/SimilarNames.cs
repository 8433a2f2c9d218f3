namespace Portal.Web.Components.Viewing;

/// <summary>Names that are easily taken for another: one or two characters apart, as rack4-u17 and rack4-u71 are.</summary>
internal static class SimilarNames
{
    private const int Most = 2;

    /// <summary>The names most like one, at most three.</summary>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> all) =>
        [.. all.Where(other => !string.Equals(other, name, StringComparison.OrdinalIgnoreCase) && Math.Abs(other.Length - name.Length) <= Most)
            .Select(other => (Name: other, Distance: Distance(name, other))).Where(near => near.Distance <= Most && near.Distance * 2 < name.Length)
            .OrderBy(near => near.Distance).ThenBy(near => near.Name, StringComparer.OrdinalIgnoreCase).Take(3).Select(near => near.Name)];

    /// <summary>Characters to change, insert or leave out; two neighbours that changed places are one.</summary>
    private static int Distance(string one, string other)
    {
        int[] before = [], last = [.. Enumerable.Range(0, other.Length + 1)];
        for (var i = 1; i <= one.Length; i++)
        {
            var row = new int[other.Length + 1];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var same = Same(one[i - 1], other[j - 1]);
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && Same(one[i - 1], other[j - 2]) && Same(one[i - 2], other[j - 1]))
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last) = (last, row);
        }

        return last[^1];
    }

    private static bool Same(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
