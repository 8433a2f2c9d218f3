namespace Portal.Fleet.Consoles.Text;

/// <summary>
/// Texts of which every line that fits a regular expression contains at least one. Reads the expression and never decides what fits: where it is
/// not sure it knows nothing, and the expression is tried on every line.
/// </summary>
internal static class RegexLiterals
{
    /// <summary>Shorter texts are in too many lines to be of use.</summary>
    public const int Shortest = 3;

    private const int Most = 48;

    /// <summary>The texts; null when nothing is known.</summary>
    public static IReadOnlyList<string>? Of(string pattern)
    {
        // Comments and blanks between would read as text.
        if (pattern.Contains("(?", StringComparison.Ordinal) && HasOptions(pattern))
            return null;
        var at = 0;
        var found = Alternation(pattern, ref at);
        return at == pattern.Length ? found : null;
    }

    private static bool HasOptions(string pattern)
    {
        for (var at = pattern.IndexOf("(?", StringComparison.Ordinal); at >= 0; at = pattern.IndexOf("(?", at + 2, StringComparison.Ordinal))
        {
            if (at + 2 >= pattern.Length || pattern[at + 2] is not (':' or '<'))
                return true;
        }

        return false;
    }

    private static List<string>? Alternation(string pattern, ref int at)
    {
        var all = new List<string>();
        var known = true;
        while (true)
        {
            if (Sequence(pattern, ref at) is { } branch)
                all.AddRange(branch);
            else
                known = false;
            if (at >= pattern.Length || pattern[at] != '|')
                break;
            at++;
        }

        return known && all.Count <= Most ? all : null;
    }

    private static List<string>? Sequence(string pattern, ref int at)
    {
        List<string>? best = null;
        var run = "";
        while (at < pattern.Length && pattern[at] is not ('|' or ')'))
        {
            var (literal, inner) = Atom(pattern, ref at);
            var (atLeast, isOnce) = Quantifier(pattern, ref at);
            if (literal is { Length: 0 })
                continue;
            if (literal is not null && atLeast > 0)
                run += literal;
            if (literal is not null && isOnce)
                continue;
            best = Better(best, run);
            run = "";
            if (inner is not null && atLeast > 0)
                best = Better(best, inner);
        }

        return Better(best, run);
    }

    /// <summary>One thing: a literal character, "" for a place between characters, or a group with what is known of it.</summary>
    private static (string? Literal, List<string>? Inner) Atom(string pattern, ref int at)
    {
        switch (pattern[at++])
        {
            case '^' or '$':
                return ("", null);
            case '.':
                return (null, null);
            case '[':
                SkipClass(pattern, ref at);
                return (null, null);
            case '(':
                if (at < pattern.Length && pattern[at] == '?')
                    at = pattern[at + 1] == ':' ? at + 2 : pattern.IndexOf('>', at) + 1;
                var inner = Alternation(pattern, ref at);
                at++;
                return (null, inner);
            case '\\':
                return (Escaped(pattern, ref at), null);
            default:
                return (pattern[at - 1].ToString(), null);
        }
    }

    private static string? Escaped(string pattern, ref int at)
    {
        var character = pattern[at++];
        switch (character)
        {
            case 'b' or 'B' or 'A' or 'z' or 'Z' or 'G':
                return "";
            case 'p' or 'P':
                at = pattern.IndexOf('}', at) + 1;
                return null;
            case 'x':
                at += 2;
                return null;
            case 'u':
                at += 4;
                return null;
            case 'c':
                at++;
                return null;
            default:
                return char.IsAsciiLetterOrDigit(character) ? null : character.ToString();
        }
    }

    private static void SkipClass(string pattern, ref int at)
    {
        if (at < pattern.Length && pattern[at] == '^')
            at++;
        if (at < pattern.Length && pattern[at] == ']')
            at++;
        for (var depth = 1; at < pattern.Length && depth > 0; at++)
        {
            if (pattern[at] == '\\')
                at++;
            else if (pattern[at] == '[' && pattern[at - 1] == '-')
                depth++;
            else if (pattern[at] == ']')
                depth--;
        }
    }

    private static (int AtLeast, bool IsOnce) Quantifier(string pattern, ref int at)
    {
        if (at >= pattern.Length)
            return (1, true);
        var atLeast = 1;
        switch (pattern[at])
        {
            case '*' or '?':
                atLeast = 0;
                at++;
                break;
            case '+':
                at++;
                break;
            case '{' when pattern.IndexOf('}', at) is > 0 and var end && at + 1 < end && char.IsAsciiDigit(pattern[at + 1]):
                atLeast = pattern[at + 1] == '0' ? 0 : 1;
                at = end + 1;
                break;
            default:
                return (1, true);
        }

        if (at < pattern.Length && pattern[at] == '?')
            at++;
        return (atLeast, false);
    }

    private static List<string>? Better(List<string>? best, string run) => run.Length < Shortest ? best : Better(best, [run]);

    private static List<string>? Better(List<string>? best, List<string> other) =>
        best is null || other.Min(text => text.Length) > best.Min(text => text.Length) ? other : best;
}
