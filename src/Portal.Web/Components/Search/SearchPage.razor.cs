using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles.Search;
using Portal.Fleet.Servers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Search;

/// <summary>Text in all recorded consoles. The query is in the URL; lines appear as they are found.</summary>
public sealed partial class SearchPage : IDisposable
{
    private const int Limit = 100;
    private const int ContextLines = 2;

    private static readonly string[] s_ranges = ["15m", "1h", "1d", "7d", "30d"];

    private static readonly (string Text, string Key)[] s_examples =
    [
        ("\"machine check\" since:2h", "phrase"),
        ("oom-killer -java tag:web", "without"),
        ("/link is (down|up)/ server:db", "regex"),
        ("panic since:2026-11-01 until:2026-11-08", "time"),
    ];

    private readonly List<Group> _groups = [];
    private CancellationTokenSource? _search;
    private string? _asked;
    private string _draft = "";
    private ConsoleQuery? _query;
    private ConsoleQueryError? _error;
    private SearchCoverage? _coverage;
    private int _count;
    private bool _running;
    private bool _failed;

    [SupplyParameterFromQuery(Name = "q")]
    public string? Q { get; set; }

    /// <summary>A time range of the list, beside what the query itself says.</summary>
    [SupplyParameterFromQuery(Name = "since")]
    public string? Since { get; set; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ILogger<SearchPage> Logger { get; init; }

    private string WholeText => Since is { Length: > 0 } since ? $"{Q} since:{since}" : Q ?? "";

    protected override void OnInitialized() => Trail.Lay(null, new Crumb(L["search.title"]));

    protected override void OnParametersSet()
    {
        if (_asked == WholeText)
            return;
        _asked = WholeText;
        _draft = Q ?? "";
        Stop();
        _groups.Clear();
        (_count, _coverage, _query, _error) = (0, null, null, null);
        if (string.IsNullOrWhiteSpace(Q))
            return;
        _query = ConsoleQuery.TryParse(WholeText, Visit.Now, Visit.Zone, out _error);
        if (_query is not null)
            _ = RunAsync(_query, null);
    }

    public void Dispose() => Stop();

    private string Size(long bytes) => bytes switch
    {
        >= 1L << 30 => $"{bytes / (double)(1L << 30):0.0} GiB",
        >= 1L << 20 => $"{bytes / (double)(1L << 20):0.0} MiB",
        >= 1024 => $"{bytes / 1024.0:0} KiB",
        _ => L["search.size.bytes", bytes],
    };

    private string Seconds(TimeSpan elapsed) => elapsed.TotalSeconds < 0.1 ? L["search.underTenth"] : elapsed.TotalSeconds.ToString("0.0", CultureInfo.CurrentCulture);

    private string Lines(int count) => count == 1 ? L["search.lines.one"] : L["search.lines", count.ToString("N0", CultureInfo.CurrentCulture)];

    private static string Address(string text, string? since) =>
        $"/search?q={Uri.EscapeDataString(text)}{(string.IsNullOrEmpty(since) ? "" : $"&since={Uri.EscapeDataString(since)}")}";

    private void Go(string text, string? since)
    {
        // The same again is asked anew: consoles go on.
        _asked = null;
        Navigation.NavigateTo(Address(text.Trim(), since));
    }

    private void KeyAsync(KeyboardEventArgs e)
    {
        if (e.Key == "Enter")
            Go(_draft, Since);
    }

    private Task FurtherAsync() => _query is { } query && _coverage?.Next is { } next ? RunAsync(query, next) : Task.CompletedTask;

    private void Stop()
    {
        _search?.Cancel();
        _search?.Dispose();
        _search = null;
        _running = false;
    }

    private async Task RunAsync(ConsoleQuery query, SearchPlace? before)
    {
        Stop();
        var search = _search = new CancellationTokenSource();
        (_running, _failed) = (true, false);
        try
        {
            var caller = await Visit.GetCallerAsync();
            await foreach (var step in Access.SearchConsolesAsync(caller, new SearchRequest(query, Limit) { Before = before, Context = ContextLines }, search.Token))
            {
                if (_search != search)
                    return;
                Add(step.Hits);
                _coverage = step.Coverage;
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (search.IsCancellationRequested)
        {
            // Stopped, or the page is gone.
        }
        catch (Exception e) when (e is not NotFoundException)
        {
            // The edge of this work: the page says that it failed, the log says why.
            _failed = true;
            Log.Failed(Logger, e);
        }

        if (_search == search)
        {
            _running = false;
            StateHasChanged();
        }
    }

    private void Add(IReadOnlyList<ConsoleHit> hits)
    {
        foreach (var hit in hits)
        {
            var group = _groups.Find(known => known.Id == hit.ServerId);
            if (group is null)
                _groups.Add(group = new Group(hit.ServerId, hit.ServerName, []));
            group.Hits.Add(hit);
            _count++;
        }
    }

    private string Told(SearchCoverage coverage)
    {
        var consoles = coverage.Consoles.ToString("N0", CultureInfo.CurrentCulture);
        if (coverage.IsComplete)
            return coverage.Consoles == 1 ? L["search.complete.one"] : L["search.complete", consoles];
        var finished = coverage.Finished.ToString("N0", CultureInfo.CurrentCulture);
        return coverage.BackTo is { } back ? L["search.backTo", consoles, Visit.Clock(back), finished] : L["search.begun", consoles];
    }

    private IEnumerable<(string Text, bool Marked)> Pieces(string line)
    {
        var at = 0;
        foreach (var (start, length) in _query!.Highlights(line))
        {
            if (start > at)
                yield return (line[at..start], false);
            yield return (line.Substring(start, length), true);
            at = start + length;
        }

        if (at < line.Length)
            yield return (line[at..], false);
    }

    private string Export(string format) =>
        $"/api/v1/search/console?q={Uri.EscapeDataString(WholeText)}&limit={SearchRequest.MostLimit}&format={format}{(format == "json" ? $"&context={ContextLines}" : "")}";

    private sealed record Group(BmcId Id, string Name, List<ConsoleHit> Hits);

    private static partial class Log
    {
        [LoggerMessage(5102, LogLevel.Warning, "A search of the consoles failed")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
