using System.Runtime.CompilerServices;
using Portal.Fleet.Consoles.Storage;
using Portal.Fleet.Consoles.Text;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Search;

/// <summary>Searches consoles. A few searches run at a time, each on a few threads and for a limited time; others wait.</summary>
internal sealed class ConsoleSearch(ConsoleStore store, RecordIndexer indexer, TimeProvider time) : IDisposable
{
    private const int AtOnce = 2;
    private const int MostWorkers = 4;

    /// <summary>How much of the console around a line its neighbours are looked for in.</summary>
    private const int ContextBytes = 2048;

    private static readonly TimeSpan s_tellEvery = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _free = new(AtOnce, AtOnce);

    /// <summary>Finds lines, newest first, and tells how far it is. The last step says where to go on.</summary>
    /// <param name="consoles">Those that the caller may read.</param>
    public async IAsyncEnumerable<SearchStep> RunAsync(IReadOnlyList<SearchConsole> consoles, SearchRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        await _free.WaitAsync(ct);
        try
        {
            var began = time.GetTimestamp();
            var workers = Math.Clamp(Environment.ProcessorCount, 1, MostWorkers);
            using var over = new CancellationTokenSource(request.Budget, time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, over.Token);
            var run = new SearchRun(request, store.Disk, workers);
            var charsets = request.Context == 0 ? [] : consoles.ToDictionary(console => console.Id, console => console.Charset);
            (SearchConsole, ServerRecord)[] records = [.. consoles.Select(console => (console, store.Open(console.Id) as ServerRecord)).OfType<(SearchConsole, ServerRecord)>()];
            await Task.Run(() => run.Begin(records, indexer, time.GetUtcNow().ToUnixTimeMilliseconds(), ct), ct);
            var working = WorkAsync(run, workers, stop.Token);
            try
            {
                while (!working.IsCompleted && !run.IsFull)
                {
                    await Task.WhenAny(working, Task.Delay(s_tellEvery, time, CancellationToken.None));
                    yield return WithContext(run.Step(time.GetElapsedTime(began), isLast: false), request, charsets);
                }
            }
            finally
            {
                await stop.CancelAsync();
                await working;
            }

            yield return WithContext(run.Step(time.GetElapsedTime(began), isLast: true), request, charsets);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();

    private static async Task WorkAsync(SearchRun run, int workers, CancellationToken ct)
    {
        // Whoever finds nothing to take may be ahead of one who is about to add blocks: all look again until nothing is under way.
        do
        {
            await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(() => run.Work(worker, ct), CancellationToken.None)));
        }
        while (run.HasWork && !ct.IsCancellationRequested);
    }

    private SearchStep WithContext(SearchStep step, SearchRequest request, Dictionary<BmcId, ConsoleCharset> charsets) =>
        request.Context == 0 || step.Hits.Count == 0 ? step : step with { Hits = [.. step.Hits.Select(hit => WithContext(hit, request.Context, charsets[hit.ServerId]))] };

    private ConsoleHit WithContext(ConsoleHit hit, int lines, ConsoleCharset charset)
    {
        var record = store.Open(hit.ServerId);
        var text = new LineCollector(charset);
        using var reader = new Rules.ConsoleReader(record);
        var buffer = new byte[ContextBytes];
        var from = Math.Max(Math.Max(record.First ?? 0, hit.From), hit.Offset - ContextBytes);
        var end = Math.Min(record.Next, hit.Offset + (2 * ContextBytes));
        text.Break(from);
        for (var offset = from; reader.Read(offset, end, buffer, 0) is { } piece; offset = piece.Offset + piece.Count)
            text.Add(buffer.AsSpan(0, piece.Count), piece.Offset);
        text.TakeUnfinished();

        // The first is cut, most likely.
        var all = text.Lines;
        var at = 0;
        while (at < all.Count && all[at].End <= hit.Offset)
            at++;
        var first = Math.Max(from > hit.From ? 1 : 0, at - lines);
        return hit with
        {
            Before = [.. Enumerable.Range(first, Math.Max(0, at - first)).Select(index => text.TextOf(all[index]).ToString())],
            After = [.. Enumerable.Range(at + 1, Math.Clamp(all.Count - at - 1, 0, lines)).Select(index => text.TextOf(all[index]).ToString())],
        };
    }
}
