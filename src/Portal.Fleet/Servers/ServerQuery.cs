using System.Text;

namespace Portal.Fleet.Servers;

/// <summary>
/// The filter of the fleet page and of <c>GET /api/v1/servers?query=</c>, parsed once and then asked of each server.
/// Terms are separated by blanks and must all hold: <c>power:on,off</c>, <c>link:online</c>, <c>console:live</c>, <c>name:</c>, <c>rack:</c>, <c>site:</c>, <c>tenant:</c>, <c>tag:</c>;
/// a comma means "or"; a leading minus means "not"; a bare or quoted text is looked for in name, rack, tenant, tags and last console line.
/// </summary>
public sealed partial class ServerQuery
{
    /// <summary>Longer texts are refused before they are looked at.</summary>
    public const int MaxLength = 500;

    private readonly IReadOnlyList<Term> _terms;

    private ServerQuery(string text, IReadOnlyList<Term> terms)
    {
        Text = text;
        _terms = terms;
    }

    /// <summary>Matches every server.</summary>
    public static ServerQuery All { get; } = new("", []);

    /// <summary>The keys that a term may have.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["name", "power", "link", "console", "rack", "site", "tenant", "tag", "simulated"];

    /// <summary>The text it was parsed from.</summary>
    public string Text { get; }

    /// <summary>Matches every server.</summary>
    public bool IsEmpty => _terms.Count == 0;

    /// <summary>Parses a query. Null and blank match everything.</summary>
    /// <param name="error">One sentence that says what is wrong and what is allowed; null when the query is good.</param>
    public static bool TryParse(string? text, out ServerQuery query, out string? error)
    {
        query = All;
        error = null;
        if (string.IsNullOrWhiteSpace(text))
            return true;
        if (text.Length > MaxLength)
        {
            error = $"A query has at most {MaxLength} characters; this one has {text.Length}.";
            return false;
        }
        var terms = new List<Term>();
        var position = 0;
        while (position < text.Length)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
                continue;
            }
            if (!TryReadTerm(text, ref position, out var term, out error))
                return false;
            terms.Add(term!);
        }
        query = new ServerQuery(text, terms);
        return true;
    }

    /// <summary>Whether a server satisfies every term.</summary>
    public bool Matches(ServerView server)
    {
        foreach (var term in _terms)
        {
            if (term.Matches(server) == term.Negated)
                return false;
        }
        return true;
    }

    public override string ToString() => Text;

    private static bool TryReadTerm(string text, ref int position, out Term? term, out string? error)
    {
        term = null;
        var negated = text[position] == '-' && position + 1 < text.Length && !char.IsWhiteSpace(text[position + 1]);
        if (negated)
            position++;
        var colon = FindKeyEnd(text, position);
        if (colon < 0)
        {
            if (!TryReadValue(text, ref position, stopAtComma: false, out var word, out error))
                return false;
            term = new Term(null, [word], negated);
            return true;
        }
        var key = text[position..colon].ToLowerInvariant();
        position = colon + 1;
        if (!Keys.Contains(key))
        {
            error = $"There is no filter \"{key}:\"; there are {string.Join(", ", Keys.Select(k => k + ":"))}, and plain words. Put a text with a colon in quotes.";
            return false;
        }
        var values = new List<string>();
        do
        {
            if (!TryReadValue(text, ref position, stopAtComma: true, out var value, out error))
                return false;
            values.Add(value);
        }
        while (position < text.Length && text[position] == ',' && ++position <= text.Length);
        values.RemoveAll(value => value.Length == 0);
        if (values.Count == 0)
        {
            error = $"\"{key}:\" needs a value{AllowedText(key)}.";
            return false;
        }
        if (AllowedValues(key) is { } allowed && values.Find(value => !allowed.Contains(value, StringComparer.OrdinalIgnoreCase)) is { } wrong)
        {
            error = $"\"{key}:{wrong}\" is not known{AllowedText(key)}.";
            return false;
        }
        term = new Term(key, values, negated);
        error = null;
        return true;
    }

    /// <summary>Position of the colon behind a key made of letters; -1 when the term is a bare text.</summary>
    private static int FindKeyEnd(string text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
            end++;
        return end > start && end < text.Length && text[end] == ':' ? end : -1;
    }

    private static bool TryReadValue(string text, ref int position, bool stopAtComma, out string value, out string? error)
    {
        error = null;
        if (position < text.Length && text[position] == '"')
        {
            var end = text.IndexOf('"', position + 1);
            if (end < 0)
            {
                value = "";
                error = "A quoted text has no closing quote.";
                return false;
            }
            value = text[(position + 1)..end];
            position = end + 1;
            return true;
        }
        var word = new StringBuilder();
        while (position < text.Length && !char.IsWhiteSpace(text[position]) && !(stopAtComma && text[position] == ','))
            word.Append(text[position++]);
        value = word.ToString();
        return true;
    }

    private static string AllowedText(string key) => AllowedValues(key) is { } allowed ? $"; allowed: {string.Join(", ", allowed)}" : "";

    private static string[]? AllowedValues(string key) => key switch
    {
        "power" => ["on", "off", "unknown"],
        "link" => ["online", "down", "connecting"],
        "console" => ["live", "connecting", "held", "down"],
        "simulated" => ["yes", "no"],
        _ => null,
    };
}
