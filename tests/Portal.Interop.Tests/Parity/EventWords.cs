using System.Text.RegularExpressions;

namespace Portal.Interop.Tests.Parity;

/// <summary>Compares what two tools say about events: wording may differ, meaning must not.</summary>
public static partial class EventWords
{
    private static readonly HashSet<string> s_empty = ["the", "of", "to", "a", "is", "for", "and", "was", "or", "by", "with", "on", "in", "at", "an", "that", "be", "no.", "value", "event"];

    private static readonly Dictionary<string, string> s_synonyms = new()
    {
        ["init"] = "initialization",
        ["removed"] = "absent",
        ["inserted"] = "present",
        ["presence"] = "present",
        ["detected"] = "present",
        ["chipset"] = "chip",
        ["startup"] = "start",
        ["config"] = "configuration",
        ["undock"] = "dock",
        ["undetermined"] = "unknown",
        ["success"] = "successful",
        ["mca"] = "machine",
        ["firm"] = "firmware",
        ["f"] = "firmware",
        ["mngmt"] = "management",
        ["ctrl"] = "controller",
        ["rev"] = "revision",
        ["vers"] = "version",
        ["manuf"] = "manufacturer",
        ["motherboard"] = "board",
        ["cpu"] = "processor",
        ["mechanical"] = "g3",
        ["unplugged"] = "leash",
        ["lost"] = "leash",
    };

    /// <summary>How alike two texts are, 0 to 1: the words they share of those they have.</summary>
    public static double Likeness(string ours, string theirs) =>
        Math.Max(Shared(Words(ours), Words(theirs)), Shared(Words(Explanations().Replace(ours, " ")), Words(Explanations().Replace(theirs, " "))));

    /// <summary>
    /// Checks that each of our texts is most like their text for the same thing, and like it at all. <paramref name="exceptions"/> are known
    /// differences, each with a row in docs/ipmi-parity.md.
    /// </summary>
    public static void AssertSameMeaning(IReadOnlyList<(string Ours, string Theirs)> group, IReadOnlySet<string> exceptions)
    {
        var wrong = new List<string>();
        for (var i = 0; i < group.Count; i++)
        {
            var (ours, theirs) = group[i];
            if (exceptions.Contains(ours))
                continue;
            var likeness = Likeness(ours, theirs);
            var better = group.Where((other, j) => j != i && other.Theirs != theirs && Likeness(ours, other.Theirs) > likeness).Select(other => other.Theirs).FirstOrDefault();
            if (likeness < 0.2 || better is not null)
                wrong.Add($"\"{ours}\" against \"{theirs}\" ({likeness:0.00}{(better is null ? "" : $"; rather \"{better}\"")})");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static double Shared(HashSet<string> a, HashSet<string> b) => a.Count + b.Count == 0 ? 1 : 2.0 * a.Intersect(b).Count() / (a.Count + b.Count);

    private static HashSet<string> Words(string text) =>
        [.. Separators().Split(text.ToLowerInvariant()).Where(word => word.Length > 0 && !s_empty.Contains(word)).Select(word => s_synonyms.GetValueOrDefault(word, word))];

    /// <summary>What stands in brackets or quotes explains the words before it; one tool explains more than the other.</summary>
    [GeneratedRegex("""\([^)]*\)|"[^"]*"|, particular .*""")]
    private static partial Regex Explanations();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Separators();
}
