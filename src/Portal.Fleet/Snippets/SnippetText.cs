using System.Text.RegularExpressions;

namespace Portal.Fleet.Snippets;

/// <summary>The places of a snippet's text that are asked for: <c>{{name}}</c>.</summary>
public static partial class SnippetText
{
    public const int MostParameters = 20;

    /// <summary>Longest value of a parameter.</summary>
    public const int LongestValue = 256;

    /// <summary>The names, each once, in the order in which they come.</summary>
    public static IReadOnlyList<string> Parameters(string text) =>
        [.. Places().Matches(text).Select(place => place.Groups[1].Value).Distinct(StringComparer.Ordinal).Take(MostParameters)];

    /// <summary>The text with values in their places. A value is taken as it is, never as a place of its own; control characters are left out.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) => Places().Replace(text, place =>
        values.TryGetValue(place.Groups[1].Value, out var value) ? string.Concat(value.Where(character => !char.IsControl(character))) : place.Value);

    [GeneratedRegex("""\{\{([A-Za-z][A-Za-z0-9_-]{0,31})\}\}""")]
    private static partial Regex Places();
}
