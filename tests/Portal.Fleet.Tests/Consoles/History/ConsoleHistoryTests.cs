using System.Text;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.History;
using Portal.Fleet.Servers;
using Portal.Fleet.Tests.Consoles.Storage;

namespace Portal.Fleet.Tests.Consoles.History;

/// <summary>A console's past reads the same from memory, from the log and from segments.</summary>
public sealed class ConsoleHistoryTests : IAsyncDisposable
{
    private static readonly TimeSpan s_budget = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset s_start = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);

    private readonly BmcId _id = BmcId.New();
    private readonly ShiftedTime _clock = new() { Shown = s_start };
    private readonly TestStore _store;

    public ConsoleHistoryTests() => _store = TestStore.Start(time: _clock);

    private static CancellationToken Ct => TestPortal.Ct;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [InlineData(ConsolePolicy.Always)]
    [InlineData(ConsolePolicy.MemoryOnly)]
    public async Task Read_AnyOffset_EveryByteHasTheTimeItWasPrintedAt(ConsolePolicy policy)
    {
        var console = _store.Open(_id, policy);
        var random = new Random(7);
        var times = new List<DateTimeOffset>();
        while (times.Count < 60_000)
        {
            var count = random.Next(1, 400);
            await console.AppendAsync(TestStore.Pattern(times.Count, count), Ct);
            times.AddRange(Enumerable.Repeat(_clock.Shown, count));
            // Some pieces come within the same moment.
            _clock.Shown += TimeSpan.FromMilliseconds(random.Next(0, 3) * 40);
        }

        Check(console);
        if (policy == ConsolePolicy.MemoryOnly)
            return;
        await _store.SavedAsync();
        Check(console);
        await _store.RestartAsync();
        Check(_store.Open(_id));

        void Check(ConsoleSession session)
        {
            foreach (var from in new[] { 0, 1, 17_003, times.Count - 1 })
            {
                var next = (long)from;
                foreach (var chunk in session.History.Read(from, long.MaxValue))
                {
                    Assert.Equal((next, null), (chunk.Offset, chunk.GapBefore));
                    Assert.True(chunk.Data.Span.SequenceEqual(TestStore.Pattern(next, chunk.Data.Length)), $"Bytes differ at {next}.");
                    Assert.All(Enumerable.Range((int)next, chunk.Data.Length), offset => Assert.Equal(times[offset], chunk.Time));
                    next = chunk.End;
                }

                Assert.Equal(times.Count, next);
                Assert.Equal(times.IndexOf(times[from]), session.History.Find(times[from]));
            }
        }
    }

    [Fact]
    public async Task Timeline_BootsGapsAndSilence_AreWhereTheyHappened()
    {
        var console = _store.Open(_id);
        await PrintAsync(console, "old machine\r\n");
        _clock.Shown += TimeSpan.FromMinutes(10);
        console.MarkGap(ConsoleGap.LineLost);
        var boot = console.Next;
        await PrintAsync(console, "\e[0m\e[2J\e[1;1HAurora\r\n");
        _clock.Shown += TimeSpan.FromSeconds(1);
        // Cut in the middle of its words.
        await PrintAsync(console, "Press \e[1m<D");
        await PrintAsync(console, "EL>\e[0m to run Setup\r\nGRUB loading.\r\n");
        _clock.Shown += TimeSpan.FromSeconds(5);
        var kernel = console.Next;
        await PrintAsync(console, "[    0.000000] Linux version 6.12.5-test (gcc)\r\n[    0.000000] DMI: American Megatrends\r\n");
        _clock.Shown += TimeSpan.FromSeconds(14);
        var login = console.Next;
        await PrintAsync(console, "sim login: ");
        await PrintAsync(console, "root\r\nsim login: ");

        var timeline = console.History.Timeline(null, null, 10, s_budget);
        Assert.Equal(
            [(boot, ConsoleMarkKind.Gap, ConsoleGap.LineLost), (boot + 4, ConsoleMarkKind.Firmware, null), (kernel, ConsoleMarkKind.Kernel, "6.12.5-test"), (login, ConsoleMarkKind.Login, null)],
            timeline.Marks.Select(mark => (mark.Offset, mark.Kind, mark.Text)));
        Assert.True(timeline.MarksComplete);
        Assert.Equal(s_start, timeline.From);
        Assert.Equal(console.Next, timeline.Buckets.Sum(bucket => bucket.Bytes));
        Assert.Equal("old machine\r\n".Length, timeline.Buckets[0].Bytes);
        Assert.All(timeline.Buckets.Skip(1).SkipLast(1), bucket => Assert.Equal(0, bucket.Bytes));
        Assert.Equal(console.Next, console.History.CountBytes(0, console.Next, s_budget));

        // What is printed later is found the next time, and old marks are not found twice.
        _clock.Shown += TimeSpan.FromMinutes(5);
        await PrintAsync(console, "\ecSeaBIOS (version 1.16)\r\n");
        Assert.Equal(5, console.History.Timeline(null, null, 10, s_budget).Marks.Count);
        Assert.Single(console.History.Timeline(s_start.AddMinutes(12), null, 10, s_budget).Marks);
    }

    [Fact]
    public async Task Step_BetweenBursts_StopsWhereOutputPaused()
    {
        var console = _store.Open(_id);
        var ends = new List<long>();
        for (var burst = 0; burst < 5; burst++)
        {
            for (var line = 0; line < 3; line++)
            {
                await PrintAsync(console, $"burst {burst} line {line}\r\n");
                _clock.Shown += TimeSpan.FromMilliseconds(50);
            }

            ends.Add(console.Next);
            _clock.Shown += TimeSpan.FromSeconds(3);
        }

        var history = console.History;
        for (var burst = 0; burst < 4; burst++)
        {
            Assert.Equal(ends[burst + 1], history.StepFrom(ends[burst], ConsoleStep.Next).Offset);
            Assert.Equal(ends[burst], history.StepFrom(ends[burst + 1], ConsoleStep.Previous).Offset);
        }

        Assert.Equal(ends[1], history.StepFrom(ends[1] + 5, ConsoleStep.Previous).Offset);
        Assert.Equal(0, history.StepFrom(ends[0], ConsoleStep.Previous).Offset);
        Assert.Equal(console.Next, history.StepFrom(console.Next, ConsoleStep.Next).Offset);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Search_EitherWay_FindsTheLinesThatHaveTheText(int seed)
    {
        var console = _store.Open(_id);
        var random = new Random(seed);
        var expected = new List<long>();
        for (var line = 0; line < 12_000; line++)
        {
            var has = random.Next(300) == 0;
            if (has)
                expected.Add(console.Next);
            await PrintAsync(console, has ? $"line {line} Kernel \e[1;31mPANIC\e[0m é not syncing\r\n" : $"line {line} {new string('.', random.Next(80))}\r\n");
            if (line % 40 == 0)
                _clock.Shown += TimeSpan.FromMilliseconds(700);
        }

        await _store.SavedAsync();
        var history = console.History;
        Assert.Equal(expected, All(false));
        Assert.Equal(expected.AsEnumerable().Reverse(), All(true));
        Assert.StartsWith("line ", history.Search("kernel panic É", ConsoleCharset.Auto, 0, false, 1, s_budget).Hits[0].Line, StringComparison.Ordinal);
        Assert.True(history.Search("never printed", ConsoleCharset.Auto, long.MaxValue, true, 10, s_budget) is { Hits.Count: 0, Complete: true });

        // A search that has no time gets on nevertheless, a little each time.
        Assert.Equal(expected, All(false, TimeSpan.Zero));

        List<long> All(bool backwards, TimeSpan? budget = null)
        {
            var found = new List<long>();
            var from = backwards ? long.MaxValue : 0;
            for (; ; )
            {
                var hits = history.Search("kernel panic", ConsoleCharset.Auto, from, backwards, 7, budget ?? s_budget);
                found.AddRange(hits.Hits.Select(hit => hit.Offset));
                if (hits.Complete)
                    return found;
                from = hits.Reached;
            }
        }
    }

    private static async Task PrintAsync(ConsoleSession console, string text) => await console.AppendAsync(Encoding.UTF8.GetBytes(text), Ct);
}
