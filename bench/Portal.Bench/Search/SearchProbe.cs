using Portal.Fleet.Consoles.Search;

namespace Portal.Bench.Search;

/// <summary>One thing that is looked for.</summary>
/// <param name="Text">What grep looks for; null where a comparison would say nothing.</param>
internal sealed class SearchProbe(string name, string query, string? text = null)
{
    public static IReadOnlyList<SearchProbe> All { get; } =
    [
        new("a rare text", "\"kernel panic\"", "kernel panic"),
        new("a text on one console, weeks ago", "QX7-4411-ZK", "QX7-4411-ZK"),
        new("a text that nobody printed", "\"flux capacitor\""),
        new("a text that everybody prints", "\"link is up\""),
        new("an address, half of it everywhere", "\"0000:3b:1f.5\""),
        new("two words, each common", "segfault megaraid_sas"),
        new("one console, one week", "server:host-0042 since:7d \"link is up\""),
        new("an expression with a text in it", "/panic.*CPU [0-9]/"),
        new("an expression that no index helps", "/[^a-z][x-z]{5}[0-9]{3}[^0-9]/"),
    ];

    public string Name => name;

    public string? Text => text;

    public Outcome? Warm { get; set; }

    public Outcome? Cold { get; set; }

    public async Task<Outcome> RunAsync(ConsoleSearch search, SearchConsole[] consoles, int limit, CancellationToken ct)
    {
        var parsed = ConsoleQuery.TryParse(query, TimeProvider.System.GetUtcNow(), TimeZoneInfo.Utc, out var error) ?? throw new InvalidOperationException(error!.Message);
        if (query.StartsWith("server:", StringComparison.Ordinal))
            consoles = [.. consoles.Where(console => query.Contains(console.Name, StringComparison.Ordinal))];
        var began = TimeProvider.System.GetTimestamp();
        TimeSpan? first = null;
        var found = 0;
        SearchCoverage? coverage = null;
        await foreach (var step in search.RunAsync(consoles, new SearchRequest(parsed, limit), ct))
        {
            found += step.Hits.Count;
            if (found > 0)
                first ??= TimeProvider.System.GetElapsedTime(began);
            coverage = step.Coverage;
        }

        return new Outcome(TimeProvider.System.GetElapsedTime(began), first, found, found == limit, coverage!);
    }

    internal sealed record Outcome(TimeSpan Elapsed, TimeSpan? First, int Found, bool IsFull, SearchCoverage Coverage)
    {
        public override string ToString() => FormattableString.Invariant(
            $"{Found} lines, the first after {First?.TotalMilliseconds ?? 0:F0} ms; {(Coverage.IsComplete ? "all was seen" : IsFull ? "as many as were asked for" : $"said: seen back to {Coverage.BackTo:yyyy-MM-dd HH:mm}, {Coverage.Bytes / 1e9:F1} of {Coverage.TotalBytes / 1e9:F1} GB")}");
    }
}
