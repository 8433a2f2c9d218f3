using System.Globalization;

namespace Portal.Bench;

/// <summary>Options of the command line: a name and a value, or a name alone.</summary>
internal sealed class Arguments(string[] words)
{
    private readonly HashSet<string> _known = [];

    public string? Text(string name)
    {
        _known.Add(name);
        return Array.IndexOf(words, name) is >= 0 and var at && at + 1 < words.Length ? words[at + 1] : null;
    }

    public int Whole(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public double Number(string name, double otherwise) => Text(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public bool Has(string name)
    {
        _known.Add(name);
        return words.Contains(name);
    }

    /// <summary>An option that nobody asked for; null when there is none.</summary>
    public string? Unknown => words.FirstOrDefault(word => word.StartsWith("--", StringComparison.Ordinal) && !_known.Contains(word));
}
