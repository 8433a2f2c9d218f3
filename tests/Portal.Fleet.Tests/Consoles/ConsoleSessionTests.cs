using Microsoft.Extensions.Logging.Abstractions;
using Portal.Fleet.Consoles;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tests.Consoles;

/// <summary>Ring, files and readers together; what was printed is computed from its offset, so every byte can be judged wherever it is read.</summary>
public sealed class ConsoleSessionTests : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("portal-console-").FullName;
    private readonly BmcId _id = BmcId.New();
    private ConsoleRecorder _recorder = NewRecorder();

    private static CancellationToken Ct => TestPortal.Ct;

    private string Record => Path.Combine(_directory, "c");

    public async ValueTask DisposeAsync()
    {
        await _recorder.StopAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Read_WhileAppending_EveryReaderSeesEveryByteOnceFromAnyOffset(int seed)
    {
        const long Total = 6 * 1024 * 1024;
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
        await _recorder.StopAsync();
        _recorder = NewRecorder();
        var reopened = Open();
        Assert.Equal(Total, reopened.Next);
        foreach (var offset in sizes.Where((_, index) => index % 25 == 0).Append(0).Append(Total - 1))
            await ReadAndCheckAsync(reopened, offset, Math.Min(Total, offset + 70_000), pauseEvery: 0);
        Assert.Equal(Pattern(Total - 5000, 5000), reopened.ReadTail(5000));
    }

    [Fact]
    public async Task Append_MoreThanIsKept_DropsTheOldestAndSaysSo()
    {
        const long Total = 30L * 1024 * 1024;
        var console = Open();
        for (long printed = 0; printed < Total; printed += 60_000)
            await console.AppendAsync(Pattern(printed, 60_000), Ct);
        await _recorder.StopAsync();

        var first = console.First;
        var chunk = await FirstChunkAsync(console, 0);

        Assert.InRange(console.Next - first, 3L * ConsoleRecord.SegmentSize, 4L * ConsoleRecord.SegmentSize + ConsoleBuffer.Retained);
        Assert.Equal((first, ConsoleGap.NotKept), (chunk.Offset, chunk.GapBefore));
        Assert.Equal(Pattern(first, chunk.Data.Length), chunk.Data.ToArray());
        Assert.Equal(4, Directory.GetFiles(Record, "*.log").Length);
        Assert.Null((await FirstChunkAsync(console, first)).GapBefore);
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
        await _recorder.StopAsync();
        _recorder = NewRecorder();

        foreach (var session in new[] { console, Open() })
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
    public async Task Record_CannotBeWritten_LineGoesOnAndTheHoleIsTold()
    {
        var console = Open();
        await File.WriteAllTextAsync(Record, "a file where the directory should be", Ct);
        for (long printed = 0; printed < 2_000_000; printed += 50_000)
            await console.AppendAsync(Pattern(printed, 50_000), Ct);
        await WaitSavedAsync(console, 2_000_000);
        File.Delete(Record);
        await console.AppendAsync(Pattern(2_000_000, 50_000), Ct);
        await _recorder.StopAsync();
        _recorder = NewRecorder();

        var live = await ChunksAsync(console, 0, 2_050_000);
        var chunk = await FirstChunkAsync(Open(), 0);

        Assert.Equal(ConsoleGap.NotKept, live[0].GapBefore);
        Assert.All(live, part => Assert.Equal(Pattern(part.Offset, part.Data.Length), part.Data.ToArray()));
        Assert.Equal(2_050_000, live[^1].Offset + live[^1].Data.Length);
        Assert.Equal((2_000_000L, ConsoleGap.NotKept), (chunk.Offset, chunk.GapBefore));
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

    private static ConsoleRecorder NewRecorder() => new(TestPortal.Quick with { RecordEvery = TimeSpan.FromMilliseconds(5) }, TimeProvider.System, NullLogger<ConsoleRecorder>.Instance);

    private ConsoleSession Open() => new(_id, Record, _recorder, TimeSpan.FromMinutes(5), TimeProvider.System, () => { });

    private static async Task WaitSavedAsync(ConsoleSession console, long offset)
    {
        while (console.Saved < offset)
            await Task.Yield();
    }

    private static byte[] Pattern(long offset, int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            var x = (ulong)(offset + i) * 0x9E3779B97F4A7C15;
            bytes[i] = (byte)(x >> 56);
        }

        return bytes;
    }

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
