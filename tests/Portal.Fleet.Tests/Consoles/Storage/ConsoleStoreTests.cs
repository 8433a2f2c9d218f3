using System.Globalization;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Storage;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tests.Consoles.Storage;

public sealed class ConsoleStoreTests
{
    private static CancellationToken Ct => TestStore.Ct;

    [Fact]
    public async Task Compaction_ManyConsolesWithGaps_LosesAndReordersNothing()
    {
        var ids = Enumerable.Range(0, 5).Select(_ => BmcId.New()).ToList();
        await using var store = TestStore.Start();
        var random = new Random(5);
        for (var round = 0; round < 60; round++)
        {
            foreach (var id in ids)
            {
                await store.PrintAsync(id, random.Next(1, 12_000));
                if (round % 20 == 10)
                    store.Open(id).MarkGap(ConsoleGap.BmcOverrun);
            }
        }

        await store.SavedAsync();
        var ends = ids.ConvertAll(id => store.Open(id).Next);
        var before = ids.ConvertAll(id => store.ReadRecord(id));
        await store.RestartAsync();
        await store.CompactedAsync();

        for (var index = 0; index < ids.Count; index++)
        {
            var pieces = store.ReadRecord(ids[index]);
            Assert.Equal(before[index], pieces);
            Assert.Equal(4, pieces.Count);
            Assert.All(pieces.Skip(1), piece => Assert.Equal(ConsoleGap.BmcOverrun, piece.Gap));
            Assert.Equal(ends[index], pieces.Sum(piece => piece.Count));
            Assert.Equal(ends[index], store.Record(ids[index]).Next);
        }

        Assert.True(Directory.GetFiles(Path.Combine(store.Directory, ids[0].ToString()), "*.seg").Length > 1);
        using var cursor = store.Record(ids[0]).OpenCursor();
        var into = new byte[100];
        for (var tries = 0; tries < 200; tries++)
        {
            var offset = random.NextInt64(ends[0]);
            var piece = cursor.Read(offset, into)!.Value;
            Assert.Equal(offset, piece.Offset);
            Assert.Equal(TestStore.Pattern(offset, piece.Count), into[..piece.Count]);
        }
    }

    [Fact]
    public async Task Compaction_CrashBeforeTheLogWasDeleted_KeepsEachByteOnce()
    {
        var id = BmcId.New();
        await using var store = TestStore.Start(TestStore.Quick with { LogBytes = long.MaxValue });
        await store.PrintAsync(id, 60_000);
        await store.SavedAsync();
        store.Open(id).MarkGap(ConsoleGap.LineLost);
        await store.PrintAsync(id, 60_000);
        await store.SavedAsync();
        var name = Path.GetFileName(store.LogFiles.Single());
        var log = await File.ReadAllBytesAsync(store.LogFiles.Single(), Ct);

        await using var crashed = store.Crash();
        await crashed.CompactedAsync();
        var before = crashed.ReadRecord(id);
        await File.WriteAllBytesAsync(Path.Combine(crashed.Directory, "log", name), log, Ct);
        await crashed.RestartAsync();
        Assert.Equal(before, crashed.ReadRecord(id));
        await crashed.CompactedAsync();

        Assert.Equal([(0L, 60_000, null), (60_000L, 60_000, ConsoleGap.LineLost)], before);
        Assert.Equal(before, crashed.ReadRecord(id));
        Assert.Equal(120_000 + ConsoleBuffer.Ahead, crashed.Record(id).Next);
    }

    [Fact]
    public async Task Times_OfEveryByte_AreKeptAndFound()
    {
        var id = BmcId.New();
        var time = new ShiftedTime();
        await using var store = TestStore.Start(time: time);
        var times = new List<DateTimeOffset>();
        for (var step = 0; step < 50; step++)
        {
            time.Shown += TimeSpan.FromMilliseconds(7 + step);
            times.Add(time.Shown);
            await store.PrintAsync(id, 10);
        }

        await store.SavedAsync();
        CheckTimes();
        await store.RestartAsync();
        await store.CompactedAsync();
        CheckTimes();

        void CheckTimes()
        {
            using var cursor = store.Record(id).OpenCursor();
            var into = new byte[1000];
            for (var step = 0; step < times.Count; step++)
            {
                var piece = cursor.Read(step * 10, into, oneTime: true)!.Value;
                Assert.Equal((10, times[step].ToUnixTimeMilliseconds()), (piece.Count, piece.Time));
                Assert.Equal(step * 10, cursor.Find(times[step]));
                Assert.Equal(step * 10, cursor.Find(times[step] - TimeSpan.FromMilliseconds(3)));
            }

            Assert.Null(cursor.Find(times[^1] + TimeSpan.FromMilliseconds(1)));
            Assert.Equal(store.Open(id).Next, store.Open(id).Find(times[^1] + TimeSpan.FromSeconds(1)));
        }
    }

    [Fact]
    public async Task Times_AfterCrashes_AreStillFoundAndFillOneSegment()
    {
        var id = BmcId.New();
        var time = new ShiftedTime();
        var began = time.Shown;
        await using var store = TestStore.Start(time: time);
        await store.PrintAsync(id, 100);
        await store.SavedAsync();
        await using var once = store.Crash();
        time.Shown += TimeSpan.FromHours(1);
        await once.PrintAsync(id, 100);
        await once.SavedAsync();
        await using var twice = once.Crash();
        await twice.SavedAsync();
        await twice.CompactedAsync();

        foreach (var crashed in new[] { once, twice })
        {
            using var cursor = crashed.Record(id).OpenCursor();
            Assert.Equal((0L, 100 + ConsoleBuffer.Ahead), (cursor.Find(began), cursor.Find(began + TimeSpan.FromMinutes(1))));
        }

        Assert.Single(Directory.GetFiles(Path.Combine(twice.Directory, id.ToString())));
    }

    [Fact]
    public async Task Retention_BySize_DropsTheOldestButNotUnderAReader()
    {
        var id = BmcId.New();
        var limits = new RecordRetention(TimeSpan.FromDays(1), 400_000);
        await using var store = TestStore.Start(TestStore.Quick with { LogBytes = 50_000, Retention = limits });
        var console = store.Open(id);
        await store.PrintAsync(id, 60_000);
        await store.PrintAsync(id, 60_000);
        await TestStore.UntilAsync(() => Directory.Exists(Path.Combine(store.Directory, id.ToString())) && store.LogFiles.Length == 1);
        var cursor = console.ReadAsync(0, null, Ct).GetAsyncEnumerator(Ct);
        using var held = store.Record(id).OpenCursor();
        var into = new byte[100];
        Assert.Equal(0, held.Read(0, into)!.Value.Offset);

        while (console.Next < 2_000_000)
            await store.PrintAsync(id, 30_000);
        await store.SavedAsync();
        await TestStore.UntilAsync(() => store.LogFiles.Length == 1);
        Assert.Equal(0, store.Record(id).First);
        Assert.Equal(50, held.Read(50, into)!.Value.Offset);
        held.Dispose();
        await TestStore.UntilAsync(() => store.Record(id).First > 1_500_000 && Size(store, id) < limits.Bytes * 5 / 4);
        await cursor.DisposeAsync();

        await using var reader = console.ReadAsync(0, null, Ct).GetAsyncEnumerator(Ct);
        Assert.True(await reader.MoveNextAsync());
        Assert.Equal((console.First, ConsoleGap.NotKept), (reader.Current.Offset, reader.Current.GapBefore));
    }

    [Fact]
    public async Task Retention_ByAge_DropsEverythingButTheOffset()
    {
        var id = BmcId.New();
        var time = new ShiftedTime();
        await using var store = TestStore.Start(TestStore.Quick with { Retention = new RecordRetention(TimeSpan.FromDays(30), 1L << 30) }, time: time);
        await store.PrintAsync(id, 5_000);
        await store.SavedAsync();
        await store.RestartAsync();
        await store.CompactedAsync();
        Assert.Equal(5_000, store.ReadRecord(id).Sum(piece => piece.Count));

        time.Shown += TimeSpan.FromDays(31);
        await TestStore.UntilAsync(() => store.ReadRecord(id).Count == 0);
        await store.RestartAsync();
        await store.PrintAsync(id, 100);
        await store.SavedAsync();
        await store.RestartAsync();
        await store.CompactedAsync();

        Assert.Equal([(5_000L, 100, ConsoleGap.NotKept)], store.ReadRecord(id));
    }

    [Fact]
    public async Task Segment_BlockDamaged_CostsThatBlockAloneAndNothingIsOverwritten()
    {
        var id = BmcId.New();
        await using var store = TestStore.Start();
        await store.PrintAsync(id, 250_000);
        await store.SavedAsync();
        await store.RestartAsync();
        await store.CompactedAsync();
        var segment = Directory.GetFiles(Path.Combine(store.Directory, id.ToString())).Order(StringComparer.Ordinal).First();
        var bytes = await File.ReadAllBytesAsync(segment, Ct);
        var header = bytes.AsSpan(SegmentFile.HeaderSize + 4).IndexOf(BlockInfo.Magic) + SegmentFile.HeaderSize + 4;

        foreach (var at in new[] { header + 9, header + 200 })
        {
            // Once its header, once its bytes.
            var damaged = bytes.ToArray();
            damaged[at] ^= 1;
            await File.WriteAllBytesAsync(segment, damaged, Ct);
            await store.RestartAsync();
            var pieces = store.ReadRecord(id);
            Assert.Equal([null, ConsoleGap.RecordLost], pieces.Select(piece => piece.Gap));
            Assert.InRange(pieces.Sum(piece => piece.Count), 170_000, 249_999);
            Assert.Equal(250_000, store.Record(id).Next);
        }
    }

    [Fact]
    public async Task Delete_Server_LeavesNothingAlsoAfterACrash()
    {
        var (id, other) = (BmcId.New(), BmcId.New());
        await using var store = TestStore.Start();
        await store.PrintAsync(id, 5_000);
        await store.PrintAsync(other, 5_000);
        await store.SavedAsync();
        await store.RestartAsync();
        await store.CompactedAsync();
        await store.PrintAsync(id, 5_000);
        await store.SavedAsync();

        await using var before = store.Crash();
        store.Open(id).Delete();
        await TestStore.UntilAsync(() => store.Record(id).Next == 0);
        await using var after = store.Crash();

        Assert.Equal(10_000, before.ReadRecord(id).Sum(piece => piece.Count));
        Assert.Empty(after.ReadRecord(id));
        Assert.False(Directory.Exists(Path.Combine(after.Directory, id.ToString())));
        Assert.Equal(5_000, after.ReadRecord(other).Sum(piece => piece.Count));
    }

    [Fact]
    public async Task OldFiles_StayReadableAndOffsetsGoOn()
    {
        var id = BmcId.New();
        var directory = Directory.CreateTempSubdirectory("portal-record-").FullName;
        var old = Directory.CreateDirectory(Path.Combine(directory, id.ToString())).FullName;
        await File.WriteAllBytesAsync(Path.Combine(old, 1000.ToString("D19", CultureInfo.InvariantCulture) + ".log"), TestStore.Pattern(1000, 20_000), Ct);
        await File.WriteAllBytesAsync(Path.Combine(old, 21_000.ToString("D19", CultureInfo.InvariantCulture) + ".log"), TestStore.Pattern(21_000, 5_000), Ct);
        await File.WriteAllTextAsync(Path.Combine(old, "gaps"), "2000 line-lost\n22000 bmc-overrun\n24", Ct);

        await using (var store = TestStore.Start(directory: directory))
        {
            await store.PrintAsync(id, 3_000);
            await store.SavedAsync();
            await store.RestartAsync();
            await store.CompactedAsync();

            Assert.Equal(
                [(1000L, 1000, ConsoleGap.NotKept), (2000L, 20_000, ConsoleGap.LineLost), (22_000L, 7_000, ConsoleGap.BmcOverrun)], store.ReadRecord(id));
            Assert.Equal(1000, store.Record(id).First);
        }

        Directory.Delete(directory, recursive: true);
    }

    [Theory]
    [InlineData(ConsolePolicy.MemoryOnly)]
    [InlineData(ConsolePolicy.Off)]
    public async Task Policy_NotRecorded_NothingReachesTheDiskButOffsetsGoOn(ConsolePolicy policy)
    {
        var id = BmcId.New();
        await using var store = TestStore.Start();
        var console = store.Open(id);
        await store.PrintAsync(id, 1_000);
        await store.SavedAsync();
        console.Apply(policy, store.Options.Retention);
        for (var printed = 0; printed < 300_000; printed += 50_000)
            await store.PrintAsync(id, 50_000);
        await store.SavedAsync();
        var memory = await FirstAsync(console, 250_000);
        await using var crashed = store.Crash();
        console.Apply(ConsolePolicy.Always, store.Options.Retention);
        await store.PrintAsync(id, 2_000);
        await store.SavedAsync();
        await store.RestartAsync();

        Assert.Equal(TestStore.Pattern(250_000, memory.Data.Length), memory.Data.ToArray());
        Assert.Equal([(0L, 1_000, null)], crashed.ReadRecord(id));
        Assert.InRange(crashed.Record(id).Next, 301_000, 301_000 + ConsoleBuffer.Ahead);
        Assert.Equal([(0L, 1_000, null), (301_000L, 2_000, ConsoleGap.NotRecorded)], store.ReadRecord(id));
    }

    [Fact]
    public async Task BootBurst_FiveHundredConsoles_AreWrittenTogether()
    {
        var disk = new FaultyDisk();
        await using var store = TestStore.Start(TestStore.Quick with { CommitEvery = TimeSpan.FromMilliseconds(80), LogBytes = 4 * 1024 * 1024 }, disk);
        var ids = Enumerable.Range(0, 500).Select(_ => BmcId.New()).ToList();
        foreach (var id in ids)
            store.Open(id);
        var before = disk.Syncs;
        for (var piece = 0; piece < 4; piece++)
        {
            foreach (var id in ids)
                await store.PrintAsync(id, 4_096);
        }

        await store.SavedAsync();
        var syncs = disk.Syncs - before;

        // Far fewer write-throughs than consoles; the segments of the first compaction are among them at most once per console.
        Assert.True(syncs < 1_200, $"{syncs} write-throughs for 2,000 pieces.");
        await store.RestartAsync();
        await store.CompactedAsync();
        Assert.All(ids, id => Assert.Equal([(0L, 16_384, null)], store.ReadRecord(id)));
    }

    private static long Size(TestStore store, BmcId id)
    {
        // A file may go between its name and its length.
        return Directory.GetFiles(Path.Combine(store.Directory, id.ToString())).Select(path => new FileInfo(path)).Sum(file => file.Exists ? file.Length : 0);
    }

    private static async Task<ConsoleChunk> FirstAsync(ConsoleSession console, long from)
    {
        await foreach (var chunk in console.ReadAsync(from, null, Ct))
            return chunk;
        throw new InvalidOperationException();
    }
}
