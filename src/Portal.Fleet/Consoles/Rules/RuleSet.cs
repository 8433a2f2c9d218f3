using System.Buffers;
using Portal.Fleet.Consoles.Text;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Rules;

/// <summary>
/// All rules made ready to be asked of many lines: one pass over the text finds the few lines that hold a word of any rule, and only those are
/// asked of the rules themselves. Immutable; a change makes a new one.
/// </summary>
internal sealed class RuleSet
{
    private readonly Entry[] _entries;
    private readonly (string? RuleId, LinePattern Pattern, ServerQuery Servers)[] _ignored;

    // Null when there is a rule of which no word is known: then every line is asked.
    private readonly SearchValues<string>? _words;

    public RuleSet(IEnumerable<ConsoleRule> rules, IEnumerable<IgnoredLine> ignored)
    {
        _entries = [.. rules.Where(rule => rule.IsEnabled).Select(rule => new Entry(rule))];
        _ignored = [.. ignored.Select(line => (line.RuleId, Compile(line.Pattern), QueryOf(line.Servers)))];
        if (_entries.All(entry => entry.Pattern.Literals is not null))
            _words = SearchValues.Create([.. _entries.SelectMany(entry => entry.Pattern.Literals!).Distinct(StringComparer.OrdinalIgnoreCase)], StringComparison.OrdinalIgnoreCase);
    }

    public static RuleSet Empty { get; } = new([], []);

    public bool IsEmpty => _entries.Length == 0;

    /// <summary>Finds the rules that the finished lines of a text fit.</summary>
    /// <param name="found">Called for each; the text of the line is valid during the call.</param>
    public void Judge(LineCollector text, Action<ConsoleRule, CleanLine> found)
    {
        if (IsEmpty)
            return;
        var lines = text.Lines;
        if (_words is null)
        {
            foreach (var line in lines)
                Judge(text.TextOf(line), line, found);
            return;
        }

        var characters = text.Text;
        for (var index = 0; index < lines.Count; index++)
        {
            var from = lines[index].Start;
            var at = characters[from..].IndexOfAny(_words);
            if (at < 0)
                return;
            while (index + 1 < lines.Count && lines[index + 1].Start <= from + at)
                index++;
            if (from + at < lines[index].Start + lines[index].Length)
                Judge(text.TextOf(lines[index]), lines[index], found);
        }
    }

    /// <summary>Finds the rules that one line fits.</summary>
    public void Judge(ReadOnlySpan<char> text, CleanLine line, Action<ConsoleRule, CleanLine> found)
    {
        foreach (var entry in _entries)
        {
            if (entry.Fits(text))
                found(entry.Rule, line);
        }
    }

    /// <summary>Whether the ignore list says that this line raises nothing.</summary>
    /// <param name="server">The server it was printed by, made only where an entry is for some servers.</param>
    public bool IsIgnored(ConsoleRule rule, string line, Func<ServerView?> server)
    {
        foreach (var (ruleId, pattern, servers) in _ignored)
        {
            if ((ruleId is null || ruleId == rule.Id) && pattern.IsMatch(line) && (servers.IsEmpty || (server() is { } view && servers.Matches(view))))
                return true;
        }

        return false;
    }

    // Everything here was tried before it was kept.
    private static LinePattern Compile(string pattern) => LinePattern.TryParse(pattern, out var error) ?? throw new InvalidOperationException(error);

    private static ServerQuery QueryOf(string? servers) => ServerQuery.TryParse(servers, out var query, out var error) ? query : throw new InvalidOperationException(error);

    private sealed class Entry
    {
        private readonly LinePattern[] _ignored;
        private readonly SearchValues<string>? _words;

        public Entry(ConsoleRule rule)
        {
            Rule = rule;
            Pattern = LinePattern.TryParseRegex(rule.Pattern, out var error) ?? throw new InvalidOperationException($"The rule {rule.Id}: {error}");
            _ignored = [.. rule.Ignored.Select(Compile)];
            _words = Pattern.Literals is { } literals ? SearchValues.Create([.. literals], StringComparison.OrdinalIgnoreCase) : null;
        }

        public ConsoleRule Rule { get; }

        public LinePattern Pattern { get; }

        public bool Fits(ReadOnlySpan<char> line)
        {
            if ((_words is not null && !line.ContainsAny(_words)) || !Pattern.IsMatch(line))
                return false;
            foreach (var ignored in _ignored)
            {
                if (ignored.IsMatch(line))
                    return false;
            }

            return true;
        }
    }
}
