using System.Text.RegularExpressions;

namespace Portal.Fleet.Consoles.Text;

/// <summary>
/// What to look for in a line: a text, or a regular expression between slashes; letter case makes no difference. Regular expressions run in
/// time linear in the line, so that nobody's pattern can hold up the portal.
/// </summary>
internal sealed class LinePattern
{
    private readonly string _text;
    private readonly Regex? _regex;

    private LinePattern(string text, Regex? regex, IReadOnlyList<string>? literals)
    {
        _text = text;
        _regex = regex;
        Literals = literals;
    }

    /// <summary>Every line that fits contains one of these; null when nothing of the kind is known.</summary>
    public IReadOnlyList<string>? Literals { get; }

    public bool IsRegex => _regex is not null;

    /// <summary>A text that the line contains.</summary>
    public static LinePattern Plain(string text) => new(text, null, [text]);

    /// <summary>A text, or a regular expression between slashes.</summary>
    /// <param name="error">One sentence that says what is wrong.</param>
    public static LinePattern? TryParse(string text, out string? error)
    {
        if (text.Length > 2 && text[0] == '/' && text[^1] == '/')
            return TryParseRegex(text[1..^1], out error);
        error = text.Length == 0 ? "There is nothing to look for." : null;
        return error is null ? Plain(text) : null;
    }

    /// <summary>A regular expression.</summary>
    public static LinePattern? TryParseRegex(string pattern, out string? error)
    {
        error = null;
        try
        {
            var regex = new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            if (regex.IsMatch(""))
            {
                error = "The regular expression fits every line.";
                return null;
            }

            return new LinePattern(pattern, regex, RegexLiterals.Of(pattern));
        }
        catch (RegexParseException e)
        {
            error = $"The regular expression is not complete or not known: {e.Error} at character {e.Offset}.";
        }
        catch (NotSupportedException)
        {
            error = "The regular expression is too large, or looks around or back: only what can be found in one pass is possible.";
        }

        return null;
    }

    public bool IsMatch(ReadOnlySpan<char> line) => _regex?.IsMatch(line) ?? line.Contains(_text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where it fits.</summary>
    public List<(int Start, int Length)> Matches(string line)
    {
        var found = new List<(int, int)>();
        if (_regex is not null)
        {
            foreach (var match in _regex.EnumerateMatches(line))
            {
                if (match.Length > 0)
                    found.Add((match.Index, match.Length));
            }

            return found;
        }

        for (var at = line.IndexOf(_text, StringComparison.OrdinalIgnoreCase); at >= 0; at = line.IndexOf(_text, at + _text.Length, StringComparison.OrdinalIgnoreCase))
            found.Add((at, _text.Length));
        return found;
    }

    public override string ToString() => _regex is null ? _text : $"/{_text}/";
}
