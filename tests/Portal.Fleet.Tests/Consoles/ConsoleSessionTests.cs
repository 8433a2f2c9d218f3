using Portal.Fleet.Consoles;
using Portal.Fleet.Servers;
using Portal.Fleet.Tests.Consoles.Storage;

namespace Portal.Fleet.Tests.Consoles;

/// <summary>Memory, record and readers together; what was printed is computed from its offset, so every byte can be judged wherever it is read.</summary>
public sealed class ConsoleSessionTests : IAsyncDisposable
{
    private readonly BmcId _id = BmcId.New();
    private readonly TestStore _store = TestStore.Start();

    private static CancellationToken Ct => TestPortal.Ct;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Read_WhileAppending_EveryReaderSeesEveryByteOnceFromAnyOffset(int seed)
    {
        const long Total = 2 * 1024 * 1024;
        var console = Open();
        var random = new Random(seed);
        var readers = Enumerable.Range(0, 4).Select(reader => ReadAndCheckAsync(console, from: 0, to: Total, pauseEvery: reader * 7)).ToList();

        long printed = 0;
        var sizes = new List<long>();
        while (printed < Total)
        {
            var piece = (int)Math.Min(Total - printed, random.Next(1, 40_000));
            await console.AppendAsync(Pattern(printed, piece), Ct);
            printed += piece;
            sizes.Add(printed);
            if (sizes.Count % 40 == 0)
                readers.Add(ReadAndCheckAsync(console, random.NextInt64(printed), Total, pauseEvery: 3));
        }

        await Task.WhenAll(readers);
        await _store.RestartAsync();
        var reopened = Open();
        Assert.Equal(Total, reopened.Next);
        foreach (var offset in sizes.Where((_, index) => index % 25 == 0).Append(0).Append(Total - 1))
            await ReadAndCheckAsync(reopened, offset, Math.Min(Total, offset + 70_000), pauseEvery: 0);
        var tail = new byte[5000];
        Assert.Equal(5000, reopened.ReadTail(tail));
        Assert.Equal(Pattern(Total - 5000, 5000), tail);
    }

    [Theory]
    [InlineData(ConsolePolicy.Always, ConsoleBuffer.RetainedOfRecorded)]
    [InlineData(ConsolePolicy.MemoryOnly, ConsoleBuffer.Retained)]
    public async Task Memory_OfALongRun_HoldsWhatThePolicyNeeds(ConsolePolicy policy, int retained)
    {
        var console = Open();
        console.Apply(policy, _store.Options.Retention);
        var buffer = _store.Store.Open(_id).Attach();
        for (long printed = 0; printed < 2 * ConsoleBuffer.Retained; printed += 8 * 1024)
        {
            await console.AppendAsync(Pattern(printed, 8 * 1024), Ct);
            await buffer.WaitSavedBeyondAsync(printed + (8 * 1024) - 1, Ct);
        }

        Assert.Equal(retained, buffer.Next - buffer.First);
        await ReadAndCheckAsync(console, policy == ConsolePolicy.Always ? 0 : buffer.First, console.Next, pauseEvery: 0);
    }

    [Fact]
    public async Task Gaps_Marked_SplitChunksAndSurviveARestart()
    {
        var console = Open();
        await console.AppendAsync(Pattern(0, 100), Ct);
        console.MarkGap(ConsoleGap.LineLost);
        await console.AppendAsync(Pattern(100, 50), Ct);
        console.MarkGap(ConsoleGap.BmcOverrun);
        await console.AppendAsync(Pattern(150, 10), Ct);
        await CheckAsync(console);
        await _store.RestartAsync();
        await CheckAsync(Open());
        await _store.CompactedAsync();
        await CheckAsync(Open());

        static async Task CheckAsync(ConsoleSession session)
        {
            var chunks = await ChunksAsync(session, 0, 160);
            Assert.Equal([(0L, 100, null), (100L, 50, ConsoleGap.LineLost), (150L, 10, ConsoleGap.BmcOverrun)], chunks.Select(chunk => (chunk.Offset, chunk.Data.Length, chunk.GapBefore)));

            // Whoever resumes behind the gap was told of it before.
            Assert.Null((await FirstChunkAsync(session, 101)).GapBefore);
            Assert.Equal(ConsoleGap.LineLost, (await FirstChunkAsync(session, 100)).GapBefore);
        }
    }

    [Fact]
    public async Task Read_NoOffset_StartsAtMostTheTailBeforeTheEndWithoutAGap()
    {
        var console = Open();
        for (long printed = 0; printed < 1_000_000; printed += 50_000)
            await console.AppendAsync(Pattern(printed, 50_000), Ct);

        var chunk = await FirstChunkAsync(console, null);

        Assert.Equal((1_000_000 - ConsoleSession.Tail, null), (chunk.Offset, chunk.GapBefore));
        Assert.InRange(chunk.Data.Length, 1, ConsoleSession.LargestChunk);
    }

    [Fact]
    public async Task Read_OffsetBeyondTheEnd_GoesOnAtTheEndAndSaysThatBytesAreMissing()
    {
        var console = Open();
        await console.AppendAsync(Pattern(0, 10), Ct);
        var reading = FirstChunkAsync(console, 5000);

        await console.AppendAsync(Pattern(10, 10), Ct);

        var chunk = await reading;
        Assert.Equal((10L, ConsoleGap.NotKept), (chunk.Offset, chunk.GapBefore));
    }

    [Fact]
    public async Task StalledReader_LongOutput_HoldsUpNobody()
    {
        var console = Open();
        await using var stalled = console.ReadAsync(0, null, Ct).GetAsyncEnumerator(Ct);
        await console.AppendAsync(Pattern(0, 10), Ct);
        Assert.True(await stalled.MoveNextAsync());

        for (long printed = 10; printed < 5_000_010; printed += 50_000)
            await console.AppendAsync(Pattern(printed, 50_000), Ct);
        await ReadAndCheckAsync(console, 0, 5_000_010, pauseEvery: 0);

        Assert.True(await stalled.MoveNextAsync());
        Assert.Equal((10L, null), (stalled.Current.Offset, stalled.Current.GapBefore));
        Assert.Equal(Pattern(10, stalled.Current.Data.Length), stalled.Current.Data.ToArray());
    }

    [Fact]
    public async Task Append_ReadersWait_HaveItBeforeTheNextIsTaken()
    {
        var console = Open();
        await Task.Run(async () =>
        {
            using var leaves = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            await using var reader = console.ReadAsync(0, null, Ct).GetAsyncEnumerator(Ct);
            await using var leaver = console.ReadAsync(0, null, leaves.Token).GetAsyncEnumerator(Ct);
            for (var offset = 0; offset < 3; offset++)
            {
                var (next, other) = (reader.MoveNextAsync().AsTask(), leaver.MoveNextAsync().AsTask());
                Assert.False(next.IsCompleted || other.IsCompleted);
                await console.AppendAsync(Pattern(offset, 1), Ct);
                Assert.True(next.IsCompleted && other.IsCompleted);
                Assert.True(await next && await other);
            }

            var last = leaver.MoveNextAsync().AsTask();
            await leaves.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => last);
        }, Ct);
    }

    private ConsoleSession Open() => _store.Open(_id);

    private static byte[] Pattern(long offset, int count) => TestStore.Pattern(offset, count);

    private static async Task ReadAndCheckAsync(ConsoleSession console, long from, long to, int pauseEvery)
    {
        await Task.Yield();
        var next = from;
        var chunks = 0;
        await foreach (var chunk in console.ReadAsync(from, to, Ct))
        {
            Assert.Equal((next, null), (chunk.Offset, chunk.GapBefore));
            Assert.InRange(chunk.Data.Length, 1, ConsoleSession.LargestChunk);
            Assert.True(chunk.Data.Span.SequenceEqual(Pattern(next, chunk.Data.Length)), $"Bytes differ at {next}.");
            next += chunk.Data.Length;
            if (pauseEvery > 0 && ++chunks % pauseEvery == 0)
                await Task.Yield();
        }

        Assert.Equal(to, next);
    }

    private static async Task<List<ConsoleChunk>> ChunksAsync(ConsoleSession console, long from, long to)
    {
        var chunks = new List<ConsoleChunk>();
        await foreach (var chunk in console.ReadAsync(from, to, Ct))
            chunks.Add(chunk);
        return chunks;
    }

    private static async Task<ConsoleChunk> FirstChunkAsync(ConsoleSession console, long? from)
    {
        await foreach (var chunk in console.ReadAsync(from, null, Ct))
            return chunk;
        throw new InvalidOperationException();
    }
}
