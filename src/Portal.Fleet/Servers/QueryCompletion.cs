using Portal.Fleet.Status;

namespace Portal.Fleet.Servers;

/// <summary>
/// What may come next in a term that is being typed: first keys, then the values that servers have, with how many have each. Pure.
/// </summary>
/// <param name="Text">The whole term as it would be with this.</param>
/// <param name="Key">The key, without colon.</param>
/// <param name="Value">The value; null where a key is offered.</param>
/// <param name="Count">How many servers have the value; null where a key is offered.</param>
public sealed record QueryCompletion(string Text, string Key, string? Value, int? Count)
{
    private static readonly string[] s_offered = [.. ServerQuery.Keys.Where(key => key is not ("link" or "name"))];

    /// <summary>What may come next.</summary>
    /// <param name="term">The term so far, for example <c>-po</c> or <c>tag:we</c>.</param>
    /// <param name="servers">The servers whose values are offered.</param>
    /// <param name="most">At most so many.</param>
    public static IReadOnlyList<QueryCompletion> Of(string term, IReadOnlyList<ServerView> servers, int most)
    {
        var minus = term.StartsWith('-') ? "-" : "";
        var rest = term[minus.Length..];
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return rest.All(char.IsAsciiLetter) ? [.. s_offered.Where(key => key.StartsWith(rest, StringComparison.OrdinalIgnoreCase)).Take(most).Select(key => new QueryCompletion($"{minus}{key}:", key, null, null))] : [];
        var key = rest[..colon].ToLowerInvariant();
        if (!ServerQuery.Keys.Contains(key))
            return [];

        // Behind a comma another value of the same key begins.
        var typed = rest[(colon + 1)..];
        var comma = LastComma(typed);
        var before = typed[..(comma + 1)];
        var begun = typed[(comma + 1)..].TrimStart('"');
        return [.. Tally(key, servers)
            .Where(pair => pair.Key.Contains(begun, StringComparison.OrdinalIgnoreCase) && !pair.Key.Equals(begun, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(pair => pair.Key.StartsWith(begun, StringComparison.OrdinalIgnoreCase)).ThenByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
            .Take(most).Select(pair => new QueryCompletion($"{minus}{key}:{before}{Quoted(pair.Key)}", key, pair.Key, pair.Value))];
    }

    private static Dictionary<string, int> Tally(string key, IReadOnlyList<ServerView> servers)
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);

        // A state that no server is in is a word of the language nevertheless.
        foreach (var value in ServerQuery.ValuesOf(key) ?? [])
            counts[value] = 0;
        foreach (var server in servers)
        {
            var status = server.Status;
            switch (key)
            {
                case "name": Add(server.Name); break;
                case "power": Add(ServerQuery.Word(status.Power)); break;
                case "health": Add(ServerQuery.Word(status.Health())); break;
                case "reach": Add(ServerQuery.Word(status.Link, "up")); break;
                case "link": Add(ServerQuery.Word(status.Link, "online")); break;
                case "console": Add(ServerQuery.Word(status.Console)); break;
                case "rack": Add(server.Rack); break;
                case "site": Add(server.Site); break;
                case "tenant": Add(server.Tenant); break;
                case "simulated": Add(server.Simulated ? "yes" : "no"); break;
                case "tag":
                    foreach (var tag in server.Tags)
                        Add(tag);
                    break;
                case "alert": AddWorst(status.Alerts.Critical, status.Alerts.Warning, status.Alerts.Info); break;
                case "events": AddWorst(status.Events.Critical, status.Events.Warning, 0); break;
            }
        }
        return counts;

        void Add(string? value)
        {
            if (value is { Length: > 0 })
                counts[value] = counts.GetValueOrDefault(value) + 1;
        }

        void AddWorst(int critical, int warning, int info)
        {
            if (critical > 0)
                Add("critical");
            if (warning > 0)
                Add("warning");
            if (info > 0)
                Add("info");
            Add(critical + warning + info > 0 ? "any" : "none");
        }
    }

    private static int LastComma(string values)
    {
        var (last, quoted) = (-1, false);
        for (var i = 0; i < values.Length; i++)
        {
            quoted ^= values[i] == '"';
            if (values[i] == ',' && !quoted)
                last = i;
        }
        return last;
    }

    // A quote cannot stand in a label's place in the language: what has one is found by its parts.
    private static string Quoted(string value) => value.Any(character => char.IsWhiteSpace(character) || character is ',' or ':') ? $"\"{value.Replace("\"", "", StringComparison.Ordinal)}\"" : value;
}
