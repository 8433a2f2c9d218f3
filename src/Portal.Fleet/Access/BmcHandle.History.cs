using System.Runtime.CompilerServices;
using Portal.Fleet.Consoles.History;

namespace Portal.Fleet.Access;

/// <content>The console's past. All of it needs <see cref="BmcRight.ConsoleRead"/>.</content>
public sealed partial class BmcHandle
{
    /// <summary>Most slices that <see cref="GetConsoleTimelineAsync"/> counts.</summary>
    public const int MostBuckets = 1_000;

    /// <summary>Longest text that <see cref="SearchConsoleAsync"/> looks for.</summary>
    public const int LongestSearch = 200;

    /// <summary>Most hits of one search.</summary>
    public const int MostHits = 500;

    private const int MostOperations = 200;
    private const int MostPresences = 200;
    private const int MostAlerts = 200;

    private static readonly TimeSpan s_before = TimeSpan.FromMinutes(1);

    // A request answers soon, however long a record is: the rest is told by asking again.
    private static readonly TimeSpan s_markBudget = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_searchBudget = TimeSpan.FromSeconds(1.5);

    /// <summary>
    /// Recorded bytes with the times they were printed at, from an offset up to another or to the end as it is now. Audited as read: the intent before
    /// the first byte, and afterwards how far it went. Ends when the rights do.
    /// </summary>
    /// <exception cref="NotFoundException">The right is missing, or was revoked meanwhile.</exception>
    public async IAsyncEnumerable<TimedChunk> ReplayConsoleAsync(long from, long? to, [EnumeratorCancellation] CancellationToken ct)
    {
        Demand(BmcRight.ConsoleRead);
        var correlation = await _desk.Audit.IntentAsync(_caller, "console.read", (Id, Name), to is null ? $"from {from}" : $"from {from} to {to}", ct);
        long? first = null, next = null;
        try
        {
            foreach (var chunk in Bmc.History.Read(from, to ?? long.MaxValue))
            {
                ct.ThrowIfCancellationRequested();
                Demand(BmcRight.ConsoleRead);
                first ??= chunk.Offset;
                next = chunk.End;
                yield return chunk;
            }
        }
        finally
        {
            var seen = first is null ? "nothing was read" : $"read from {first} to {next}";
            await _desk.Audit.OutcomeAsync(_caller, correlation, "console.read", (Id, Name), "ok", seen, CancellationToken.None);
        }
    }

    /// <summary>The moment at an offset, at the burst of output behind it, or at the one before.</summary>
    public ConsoleMoment FindMoment(long offset, ConsoleStep step)
    {
        Demand(BmcRight.ConsoleRead);
        return Bmc.History.StepFrom(offset, step);
    }

    /// <summary>What happened on the console between two times: output, gaps, boots, power operations, alerts, and who watched.</summary>
    /// <param name="from">Null begins with the oldest byte kept.</param>
    /// <param name="to">Null ends with the newest.</param>
    public async Task<ConsoleTimeline> GetConsoleTimelineAsync(DateTimeOffset? from, DateTimeOffset? to, int buckets, CancellationToken ct)
    {
        Demand(BmcRight.ConsoleRead);
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(buckets, MostBuckets);
        var timeline = Bmc.History.Timeline(from, to, buckets, s_markBudget);
        // What made the first bytes came before them, and what ended them behind.
        var (begin, end) = (from ?? timeline.From - s_before, to ?? _desk.Time.GetUtcNow());
        if (begin < _sight.From)
            begin = _sight.From;
        var watched = await _desk.Audit.ListPresencesAsync(Id, begin, end, MostPresences, ct);
        var here = (await Bmc.GetConsoleAsync(ct)).Viewers;
        return timeline with
        {
            Operations = await _desk.Power.Ledger.ListBetweenAsync(Id, begin, end, MostOperations, ct),
            Alerts = await _desk.Alerts.ListBetweenAsync(Id, begin, end, MostAlerts, ct),
            // Of whom a crash of the portal surprised, only the beginning is known.
            Watched = [.. watched.Where(presence => _sight.Covers(presence.From)).Select(presence => presence.Until is null && !here.Contains(presence.Name) ? presence with { Until = presence.From } : presence)],
        };
    }

    /// <summary>How many bytes there are between two offsets; null when that is not known without reading them.</summary>
    public long? CountConsoleBytes(long from, long to)
    {
        Demand(BmcRight.ConsoleRead);
        return Bmc.History.CountBytes(from, to, s_markBudget);
    }

    /// <summary>
    /// Lines of the record that contain a text, whatever its case: forwards those that begin at an offset or later, backwards those that begin before it,
    /// newest first. Ends after about a second and a half and says how far it got.
    /// </summary>
    public async Task<ConsoleHits> SearchConsoleAsync(string text, long from, bool backwards, int limit, CancellationToken ct)
    {
        Demand(BmcRight.ConsoleRead);
        ArgumentException.ThrowIfNullOrEmpty(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, LongestSearch);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MostHits);
        var row = await _desk.Servers.FindAsync(Id, ct) ?? throw new NotFoundException();
        // The text stays out of the audit: people search for what they should not have typed.
        return await AuditedAsync(
            "console.read", $"search {(backwards ? "before" : "from")} {from}",
            () => Task.FromResult(Bmc.History.Search(text, row.ConsoleCharset, from, backwards, limit, s_searchBudget)), ct);
    }
}
