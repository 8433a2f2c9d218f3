using System.Globalization;
using Portal.Fleet.Consoles.Text;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Search;

/// <summary>
/// What is looked for in the consoles, parsed once. Words and "phrases" must all be in one line, letter case makes no difference; a leading minus means "not";
/// <c>/.../</c> is a regular expression; <c>since:</c> and <c>until:</c> take <c>30m</c>, <c>2h</c>, <c>7d</c>, <c>2026-11-23</c>, <c>2026-11-23T03:14</c> or <c>03:14</c>;
/// <c>server:</c> and the keys of <see cref="ServerQuery"/> choose servers.
/// </summary>
public sealed class ConsoleQuery
{
    public const int MaxLength = 500;

    private const int MostTerms = 20;

    private static readonly string[] s_days = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
    private static readonly string[] s_hours = ["H:mm", "H:mm:ss"];

    private ConsoleQuery(string text, IReadOnlyList<LinePattern> wanted, IReadOnlyList<LinePattern> unwanted, ServerQuery servers, DateTimeOffset? since, DateTimeOffset? until)
    {
        Text = text;
        Wanted = wanted;
        Unwanted = unwanted;
        Servers = servers;
        Since = since;
        Until = until;
    }

    /// <summary>The text it was parsed from.</summary>
    public string Text { get; }

    /// <summary>The servers it is for.</summary>
    public ServerQuery Servers { get; }

    public DateTimeOffset? Since { get; }

    public DateTimeOffset? Until { get; }

    internal IReadOnlyList<LinePattern> Wanted { get; }

    internal IReadOnlyList<LinePattern> Unwanted { get; }

    /// <summary>Parses a query.</summary>
    /// <param name="zone">In which times without a zone are meant.</param>
    /// <param name="error">What is wrong; null when the query is good.</param>
    public static ConsoleQuery? TryParse(string? text, DateTimeOffset now, TimeZoneInfo zone, out ConsoleQueryError? error)
    {
        text = text?.Trim() ?? "";
        if (text.Length > MaxLength)
        {
            error = new("too_long", $"A query has at most {MaxLength} characters; this one has {text.Length}.");
            return null;
        }

        List<LinePattern> wanted = [], unwanted = [];
        var servers = new List<string>();
        DateTimeOffset? since = null, until = null;
        foreach (var (key, value, negated) in Terms(text))
        {
            LinePattern? pattern;
            string? problem = null;
            switch (key)
            {
                case "since" or "until" when TryReadTime(value, now, zone) is { } time:
                    if (key == "since")
                        since = time;
                    else
                        until = time;
                    continue;
                case "since" or "until":
                    error = new("bad_time", $"\"{key}:{value}\" is no time; write 30m, 2h, 7d, 2026-11-23, 2026-11-23T03:14 or 03:14.", $"{key}:{value}");
                    return null;
                case "server":
                    servers.Add($"{(negated ? "-" : "")}name:{value}");
                    continue;
                case "/":
                    pattern = LinePattern.TryParseRegex(value, out problem);
                    break;
                case null:
                    pattern = LinePattern.Plain(value);
                    break;
                default:
                    servers.Add($"{(negated ? "-" : "")}{key}:{value}");
                    continue;
            }

            if (pattern is null)
            {
                error = new("bad_regex", problem!, $"/{value}/");
                return null;
            }

            (negated ? unwanted : wanted).Add(pattern);
        }

        error = null;
        if (!ServerQuery.TryParse(string.Join(' ', servers), out var query, out var wrong))
            error = new("bad_servers", wrong!, string.Join(' ', servers));
        else if (wanted.Count == 0)
            error = text.Length == 0
                ? new("empty", "There is nothing to look for.")
                : new("no_words", "The query chooses servers or times, or leaves lines out; it also needs a word to look for.");
        else if (wanted.Count + unwanted.Count > MostTerms)
            error = new("too_many", $"A query has at most {MostTerms} words.");
        else if (wanted.All(pattern => pattern is { IsRegex: false } && pattern.ToString().Length < 2))
            error = new("too_short", "One character alone is in almost every line; write more.");
        else if (since > until)
            error = new("bad_range", "The time to begin at is later than the time to end at.");
        return error is null ? new ConsoleQuery(text, wanted, unwanted, query, since, until) : null;
    }

    /// <summary>Where a line fits, to be shown; in order and without overlaps.</summary>
    public IReadOnlyList<(int Start, int Length)> Highlights(string line)
    {
        var found = new List<(int Start, int Length)>();
        foreach (var match in Wanted.SelectMany(pattern => pattern.Matches(line)).OrderBy(match => match.Start).ThenByDescending(match => match.Length))
        {
            if (found.Count == 0 || match.Start >= found[^1].Start + found[^1].Length)
                found.Add(match);
        }

        return found;
    }

    /// <summary>A query for the lines of a rule, of which nothing is left out yet.</summary>
    internal static ConsoleQuery For(LinePattern pattern, IReadOnlyList<LinePattern> unwanted, DateTimeOffset since) => new(pattern.ToString(), [pattern], unwanted, ServerQuery.All, since, null);

    private static IEnumerable<(string? Key, string Value, bool Negated)> Terms(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var negated = text[at] == '-' && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]);
            if (negated)
                at++;
            string? key = null;
            if (text[at] == '/' && RegexEnd(text, at) is > 0 and var end)
            {
                yield return ("/", text[(at + 1)..end], negated);
                at = end + 1;
                continue;
            }

            var colon = at;
            while (colon < text.Length && char.IsAsciiLetter(text[colon]))
                colon++;
            if (colon < text.Length - 1 && colon > at && text[colon] == ':' && text[at..colon].ToLowerInvariant() is var word && (word is "since" or "until" or "server" || ServerQuery.Keys.Contains(word)))
                (key, at) = (word, colon + 1);
            var value = Value(text, ref at, quotes: key is null or "since" or "until");
            if (value.Length > 0)
                yield return (key, value, negated);
        }
    }

    /// <summary>A regular expression ends with a slash that a blank or nothing follows; a path like /dev/sda is a word.</summary>
    private static int RegexEnd(string text, int at)
    {
        for (var end = at + 2; end < text.Length; end++)
        {
            if (text[end] == '/' && text[end - 1] != '\\' && (end + 1 == text.Length || char.IsWhiteSpace(text[end + 1])))
                return end;
        }

        return -1;
    }

    /// <param name="quotes">Take them off; the filter of servers reads its own.</param>
    private static string Value(string text, ref int at, bool quotes)
    {
        var start = at;
        if (text[at] == '"' && text.IndexOf('"', at + 1) is > 0 and var closing)
        {
            at = closing + 1;
            return quotes ? text[(start + 1)..closing] : text[start..at];
        }

        while (at < text.Length && !char.IsWhiteSpace(text[at]))
            at++;
        return text[start..at];
    }

    private static DateTimeOffset? TryReadTime(string text, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (text.Length is > 1 and < 7 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            switch (char.ToLowerInvariant(text[^1]))
            {
                case 's':
                    return now.AddSeconds(-count);
                case 'm':
                    return now.AddMinutes(-count);
                case 'h':
                    return now.AddHours(-count);
                case 'd':
                    return now.AddDays(-count);
                case 'w':
                    return now.AddDays(-7 * count);
            }
        }

        if (DateTime.TryParseExact(text, s_hours, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out var hour))
        {
            var local = TimeZoneInfo.ConvertTime(now, zone);
            var time = InZone(local.Date + hour.TimeOfDay, zone);
            return time <= now ? time : InZone(local.Date.AddDays(-1) + hour.TimeOfDay, zone);
        }

        if (!DateTime.TryParseExact(text, s_days, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var day))
            return null;
        return day.Kind switch
        {
            DateTimeKind.Utc => new DateTimeOffset(day, TimeSpan.Zero),
            DateTimeKind.Local => new DateTimeOffset(day),
            _ => InZone(day, zone),
        };
    }

    private static DateTimeOffset InZone(DateTime local, TimeZoneInfo zone) => new(local, zone.GetUtcOffset(local));
}
