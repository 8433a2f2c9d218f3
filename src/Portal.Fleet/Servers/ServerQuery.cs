using System.Collections.Frozen;
using System.Text;

namespace Portal.Fleet.Servers;

/// <summary>
/// The filter of the fleet page and of <c>GET /api/v1/servers?query=</c>, parsed once and then asked of each server.
/// Terms are separated by blanks and must all hold: <c>power:on,off</c>, <c>health:critical</c>, <c>reach:down</c>, <c>console:live</c>, <c>alert:</c>, <c>events:</c>,
/// <c>name:</c>, <c>rack:</c>, <c>site:</c>, <c>tenant:</c>, <c>tag:</c>; a comma means "or", a star at the end of a label "and whatever follows"; a leading minus means
/// "not"; a bare or quoted text is looked for in name, rack, site, tenant, tags and last console line.
/// </summary>
public sealed partial class ServerQuery
{
    /// <summary>Longer texts are refused before they are looked at.</summary>
    public const int MaxLength = 500;

    private static readonly FrozenDictionary<string, string[]> s_values = new Dictionary<string, string[]>
    {
        ["power"] = ["on", "off", "unknown"],
        ["health"] = ["critical", "warning", "unknown", "ok"],
        ["reach"] = ["up", "down", "connecting"],
        ["link"] = ["online", "down", "connecting"],
        ["console"] = ["live", "connecting", "held", "down", "idle", "off", "released", "unrecorded"],
        ["alert"] = ["critical", "warning", "info", "any", "none"],
        ["events"] = ["critical", "warning", "any", "none"],
        ["simulated"] = ["yes", "no"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly Term[] _terms;

    private ServerQuery(string text, Term[] terms)
    {
        Text = text;
        _terms = terms;
    }

    /// <summary>Matches every server.</summary>
    public static ServerQuery All { get; } = new("", []);

    /// <summary>The keys that a term may have.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["name", "power", "health", "reach", "link", "console", "alert", "events", "rack", "site", "tenant", "tag", "simulated"];

    /// <summary>The text it was parsed from.</summary>
    public string Text { get; }

    /// <summary>Matches every server.</summary>
    public bool IsEmpty => _terms.Length == 0;

    /// <summary>The values that a key may have; null when it takes any.</summary>
    public static IReadOnlyList<string>? ValuesOf(string key) => s_values.GetValueOrDefault(key);

    /// <summary>Parses a query. Null and blank match everything.</summary>
    /// <param name="error">One sentence that says what is wrong, where, and what is allowed; null when the query is good.</param>
    public static bool TryParse(string? text, out ServerQuery query, out string? error)
    {
        query = Parse(text, out var fault);
        error = fault?.Sentence;
        return fault is null;
    }

    /// <summary>Parses a query. Null and blank match everything; so does the answer to a wrong one, with its fault beside it.</summary>
    public static ServerQuery Parse(string? text, out QueryFault? fault)
    {
        fault = null;
        if (string.IsNullOrWhiteSpace(text))
            return All;
        if (text.Length > MaxLength)
        {
            fault = new QueryFault(QueryFaultKind.TooLong, MaxLength, text.Length, null, "");
            return All;
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
            if (!TryReadTerm(text, ref position, out var term, out fault))
                return All;
            terms.Add(term!);
        }
        return new ServerQuery(text, [.. terms]);
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

    private static bool TryReadTerm(string text, ref int position, out Term? term, out QueryFault? fault)
    {
        term = null;
        var negated = text[position] == '-' && position + 1 < text.Length && !char.IsWhiteSpace(text[position + 1]);
        if (negated)
            position++;
        var start = position;
        var colon = FindKeyEnd(text, position);
        if (colon < 0)
        {
            if (!TryReadValue(text, ref position, stopAtComma: false, out var word, out fault))
                return false;
            term = new Term(TermKey.Text, [word], negated);
            return true;
        }
        var name = text[position..colon].ToLowerInvariant();
        position = colon + 1;
        if (!Enum.TryParse<TermKey>(name, ignoreCase: true, out var key) || key == TermKey.Text)
        {
            fault = new QueryFault(QueryFaultKind.UnknownKey, start, colon + 1 - start, name, text[start..(colon + 1)]);
            return false;
        }
        var allowed = s_values.GetValueOrDefault(name);
        var values = new List<string>();
        do
        {
            var at = position;
            if (!TryReadValue(text, ref position, stopAtComma: true, out var value, out fault))
                return false;
            if (value.Length == 0)
                continue;
            if (allowed?.Contains(value, StringComparer.OrdinalIgnoreCase) == false)
            {
                fault = new QueryFault(QueryFaultKind.UnknownValue, at, position - at, name, value);
                return false;
            }
            values.Add(value);
        }
        while (position < text.Length && text[position] == ',' && ++position <= text.Length);
        if (values.Count == 0)
        {
            fault = new QueryFault(QueryFaultKind.NoValue, start, position - start, name, text[start..position]);
            return false;
        }
        term = new Term(key, [.. values], negated);
        fault = null;
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

    private static bool TryReadValue(string text, ref int position, bool stopAtComma, out string value, out QueryFault? fault)
    {
        fault = null;
        if (position < text.Length && text[position] == '"')
        {
            var end = text.IndexOf('"', position + 1);
            if (end < 0)
            {
                value = "";
                fault = new QueryFault(QueryFaultKind.OpenQuote, position, text.Length - position, null, text[position..]);
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

    private enum TermKey
    {
        /// <summary>No key: looked for in everything people read.</summary>
        Text,
        Name,
        Power,
        Health,
        Reach,
        Link,
        Console,
        Alert,
        Events,
        Rack,
        Site,
        Tenant,
        Tag,
        Simulated,
    }
}
