using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Search;
using Portal.Fleet.Servers;
using Portal.Fleet.Tests.Consoles.Storage;

namespace Portal.Fleet.Tests.Consoles.Search;

/// <summary>Finds by search what a simple reading of everything printed finds, wherever it lies: memory, log, segments, with and without index.</summary>
public sealed class ConsoleSearchTests
{
    private static readonly string[] s_words = ["kernel", "Panic", "link", "down", "error", "eth0", "sda", "mounted", "web-1 login:", "\u78c1\u76d8\u9519\u8bef", "0000:3b:00.0"];

    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Search_WhereverTheTextLies_FindsWhatReadingEverythingFinds()
    {
        var random = new Random(11);
        await using var store = TestStore.Start();
        var ids = Enumerable.Range(0, 6).Select(_ => BmcId.New()).ToArray();
        var printed = ids.ToDictionary(id => id, _ => new List<byte>());
        using var scene = new Scene(store);
        for (var round = 0; round < 4; round++)
        {
            // Each round ends in another place: some become segments, the last stays in log and memory.
            foreach (var id in ids)
            {
                for (var piece = 0; piece < 60; piece++)
                {
                    var bytes = Piece(random);
                    printed[id].AddRange(bytes);
                    await store.Open(id).AppendAsync(bytes, Ct);
                }
            }

            await store.SavedAsync();
            if (round < 2)
            {
                await FillAsync(store);
                await store.CompactedAsync();
            }

            // Once without an index, then with.
            await CompareAsync(scene, ids, printed, random);
            scene.Index();
            await CompareAsync(scene, ids, printed, random);
        }

        Assert.NotEmpty(Directory.GetFiles(store.Directory, "*.idx", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Search_StepByStep_TellsEachLineOnceInOrder()
    {
        await using var store = TestStore.Start();
        var ids = Enumerable.Range(0, 5).Select(_ => BmcId.New()).ToArray();
        foreach (var id in ids)
            await store.Open(id).AppendAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 400).Select(line => $"line {line} of it, {new string('x', 100)}\r\n"))), Ct);
        await store.SavedAsync();
        await FillAsync(store);
        await store.CompactedAsync();
        using var scene = new Scene(store);
        scene.Index();
        var query = Query("line it");
        var all = new List<ConsoleHit>();
        SearchPlace? before = null;
        do
        {
            var coverage = await scene.RunAsync(ids, new SearchRequest(query, 137) { Before = before }, all);
            before = coverage.Next;
            Assert.Equal(before is null, coverage.IsComplete);
        }
        while (before is not null);

        Assert.Equal(2000, all.Count);
        Assert.Equal(2000, all.Select(hit => (hit.ServerId, hit.Offset)).Distinct().Count());
        Assert.Equal(all.Select(hit => hit.Place).Order(), all.Select(hit => hit.Place));
    }

    [Fact]
    public async Task Search_WithoutTime_SaysHowFarItGotAndGoesOnThere()
    {
        await using var store = TestStore.Start();
        var id = BmcId.New();
        await store.Open(id).AppendAsync("the needle\r\n"u8.ToArray(), Ct);
        await store.SavedAsync();
        await FillAsync(store);
        await store.CompactedAsync();
        using var scene = new Scene(store);
        var hits = new List<ConsoleHit>();
        var coverage = await scene.RunAsync([id], new SearchRequest(Query("needle"), 10) { Budget = TimeSpan.Zero }, hits);
        Assert.Empty(hits);
        Assert.False(coverage.IsComplete);
        Assert.Equal((1, 0), (coverage.Consoles, coverage.Finished));
        Assert.NotNull(coverage.BackTo);
        coverage = await scene.RunAsync([id], new SearchRequest(Query("needle"), 10) { Before = coverage.Next }, hits);
        Assert.True(coverage.IsComplete);
        Assert.Equal("the needle", Assert.Single(hits).Text);
    }

    [Fact]
    public async Task Index_DamagedOrOfAnotherCharacterSet_IsMadeAgainAndNeverHides()
    {
        await using var store = TestStore.Start();
        var id = BmcId.New();
        await store.Open(id).AppendAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 3000).Select(line => $"some text number {line} \u00fcber alles\r\n"))), Ct);
        await store.SavedAsync();
        await FillAsync(store);
        await store.CompactedAsync();
        using var scene = new Scene(store);
        scene.Index();
        var path = Directory.GetFiles(Path.Combine(store.Directory, id.ToString()), "*.idx").Order(StringComparer.Ordinal).First();
        var bytes = await File.ReadAllBytesAsync(path, Ct);
        bytes[bytes.Length / 2] ^= 0x40;
        await File.WriteAllBytesAsync(path, bytes, Ct);
        foreach (var again in new[] { false, true })
        {
            if (again)
                scene.Restart(ConsoleCharset.Cp437);
            var hits = new List<ConsoleHit>();
            var coverage = await scene.RunAsync([id], new SearchRequest(Query("\"number 2999\""), 10), hits);
            Assert.True(coverage.IsComplete);
            Assert.Single(hits);
        }
    }

    [Fact]
    public async Task Index_TakesPartOfWhatARecordMayTake_AlsoAfterRestart()
    {
        await using var store = TestStore.Start();
        var id = BmcId.New();
        await store.Open(id).AppendAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 3000).Select(line => $"some text number {line}\r\n"))), Ct);
        await store.SavedAsync();
        await FillAsync(store);
        await store.CompactedAsync();
        var without = store.Open(id).Measure().DiskBytes;
        using (var scene = new Scene(store))
            scene.Index();
        var index = new DirectoryInfo(Path.Combine(store.Directory, id.ToString())).EnumerateFiles("*.idx").Sum(file => file.Length);
        Assert.True(index > 0);
        Assert.Equal(without + index, store.Open(id).Measure().DiskBytes);
        await store.RestartAsync();
        Assert.Equal(without + index, store.Open(id).Measure().DiskBytes);
    }

    [Fact]
    public async Task Context_OfAConsoleWithACharacterSet_IsReadInIt()
    {
        await using var store = TestStore.Start();
        var id = BmcId.New();
        await store.Open(id).AppendAsync("before \u0081\r\nthe needle\r\nbehind \u0081\r\n"u8.ToArray().Where(value => value != 0xC2).ToArray(), Ct);
        await store.SavedAsync();
        using var scene = new Scene(store);
        scene.Restart(ConsoleCharset.Cp437);
        var hits = new List<ConsoleHit>();
        await scene.RunAsync([id], new SearchRequest(Query("needle"), 10) { Context = 1 }, hits);
        var hit = Assert.Single(hits);
        Assert.Equal(["before \u00fc", "behind \u00fc"], hit.Before.Concat(hit.After));
    }

    private static ConsoleQuery Query(string text) => ConsoleQuery.TryParse(text, TimeProvider.System.GetUtcNow(), TimeZoneInfo.Utc, out var error) ?? throw new InvalidOperationException(error!.Message);

    private static byte[] Piece(Random random)
    {
        var text = new StringBuilder();
        for (var count = random.Next(12); count > 0; count--)
        {
            text.Append(random.Next(9) switch
            {
                0 => "\r\n",
                1 => "\e[1;31m",
                2 => "\e[0m ",
                3 => new string('.', random.Next(300)),
                4 => $"[{random.Next(1000)}.{random.Next(100_000)}] ",
                _ => s_words[random.Next(s_words.Length)] + (random.Next(2) == 0 ? " " : ""),
            });
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        return bytes.Length == 0 ? "\n"u8.ToArray() : bytes;
    }

    /// <summary>Prints elsewhere until the log rolls, so that what was printed before becomes segments.</summary>
    private static async Task FillAsync(TestStore store)
    {
        for (var count = 0; count < 5; count++)
            await store.PrintAsync(s_filler, 60_000);
        await store.SavedAsync();
    }

    private static readonly BmcId s_filler = BmcId.New();

    private static async Task CompareAsync(Scene scene, BmcId[] ids, Dictionary<BmcId, List<byte>> printed, Random random)
    {
        for (var round = 0; round < 12; round++)
        {
            var words = Enumerable.Range(0, random.Next(1, 3)).Select(_ => s_words[random.Next(s_words.Length)].ToUpperInvariant()).ToArray();
            var text = string.Join(' ', words.Select(word => $"\"{word}\"")) + (random.Next(3) == 0 ? " -eth0" : "") + (random.Next(4) == 0 ? " /[a-z]{3}/" : "");
            var query = Query(text);
            var matcher = new LineMatcher(query.Wanted, query.Unwanted);
            var wanted = ids.SelectMany(id => Lines(printed[id]).Where(line => matcher.Fits(line.Text)).Select(line => (Server: id.Value, line.Offset, line.Text))).Order().ToList();
            var hits = new List<ConsoleHit>();
            var coverage = await scene.RunAsync(ids, new SearchRequest(query, 100_000) { Budget = TimeSpan.FromSeconds(30) }, hits);
            Assert.True(coverage.IsComplete);
            Assert.Equal(wanted, hits.Select(hit => (Server: hit.ServerId.Value, hit.Offset, hit.Text)).Order());
        }
    }

    private static IEnumerable<(long Offset, string Text)> Lines(List<byte> printed)
    {
        var text = new Fleet.Consoles.Text.LineCollector();
        text.Add(printed.ToArray(), 0);
        text.TakeUnfinished();
        return [.. text.Lines.Select(line => (line.Offset, text.TextOf(line).ToString()))];
    }

    /// <summary>A search over a store.</summary>
    private sealed class Scene(TestStore store) : IDisposable
    {
        private RecordIndexer _indexer = NewIndexer(store);
        private ConsoleCharset _charset;

        public void Index() => _indexer.IndexAll(_ => _charset, Ct);

        public void Restart(ConsoleCharset charset)
        {
            _charset = charset;
            _indexer.Dispose();
            _indexer = NewIndexer(store);
            Index();
        }

        public async Task<SearchCoverage> RunAsync(BmcId[] ids, SearchRequest request, List<ConsoleHit> into)
        {
            using var search = new ConsoleSearch(store.Store, _indexer, TimeProvider.System);
            SearchCoverage? coverage = null;
            await foreach (var step in search.RunAsync([.. ids.Select(id => new SearchConsole(id, id.ToString(), _charset))], request, Ct))
            {
                into.AddRange(step.Hits);
                coverage = step.Coverage;
            }

            return coverage!;
        }

        public void Dispose() => _indexer.Dispose();

        private static RecordIndexer NewIndexer(TestStore store) => new(store.Store, null!, TimeProvider.System, NullLogger<RecordIndexer>.Instance);
    }
}
