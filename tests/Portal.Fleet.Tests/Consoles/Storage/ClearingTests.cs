using System.Text;
using Portal.Fleet.Consoles;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tests.Consoles.Storage;

/// <summary>What is deleted of a record is gone from memory, files and log, and stays so; the console goes on.</summary>
public sealed class ClearingTests
{
    private static CancellationToken Ct => TestStore.Ct;

    [Fact]
    public async Task Clear_RecordInFilesLogAndMemory_OnlyLaterBytesAreLeft_AlsoAfterRestartAndCrash()
    {
        var (id, other) = (BmcId.New(), BmcId.New());
        await using var store = TestStore.Start();
        for (var i = 0; i < 40; i++)
        {
            await store.PrintAsync(id, 20_000);
            await store.PrintAsync(other, 5_000);
        }

        await store.SavedAsync();
        var console = store.Open(id);
        console.Clear();
        Assert.Equal((800_000L, 800_000L), (console.First, console.Next));
        Assert.Equal((0, null), (console.ReadTail(new byte[100]), console.Measure().OldestAt));
        await store.PrintAsync(id, 3_000);
        await store.SavedAsync();

        await CheckAsync(store);
        await using (var crashed = store.Crash())
            await CheckAsync(crashed);
        await store.RestartAsync();
        await CheckAsync(store);
        await store.CompactedAsync();
        await store.RestartAsync();
        await CheckAsync(store);
        store.Open(id).Clear();
        store.Open(id).Clear();
        await store.RestartAsync();
        Assert.Equal((803_000L, 803_000L), (store.Open(id).First, store.Open(id).Next));

        async Task CheckAsync(TestStore kept)
        {
            Assert.Equal([(800_000L, 3_000, ConsoleGap.NotKept)], kept.ReadRecord(id));
            Assert.Equal(200_000, kept.ReadRecord(other).Sum(piece => piece.Count));
            var seen = new List<(long, int, string?)>();
            await foreach (var chunk in kept.Open(id).ReadAsync(0, 803_000, Ct))
                seen.Add((chunk.Offset, chunk.Data.Length, chunk.GapBefore));
            Assert.Equal([(800_000L, 3_000, ConsoleGap.NotKept)], seen);
        }
    }

    [Fact]
    public async Task Clear_SoonAfterwards_NoFileHoldsWhatWasDeleted()
    {
        var id = BmcId.New();
        await using var store = TestStore.Start(TestStore.Quick with { LogBytes = long.MaxValue, LogAge = TimeSpan.FromDays(1) });
        var secret = Encoding.ASCII.GetBytes("a secret that must not be on disk\r\n");
        await store.Open(id).AppendAsync(secret, Ct);
        await store.SavedAsync();
        Assert.Contains(AllFiles(store), bytes => bytes.AsSpan().IndexOf("secret"u8) >= 0);
        store.Open(id).Clear();

        await TestStore.UntilAsync(() => AllFiles(store).TrueForAll(bytes => bytes.AsSpan().IndexOf("secret"u8) < 0));
        Assert.Equal(secret.Length, store.Open(id).Next);
    }

    [Fact]
    public async Task Clear_BytesThatTheDiskDidNotTakeYet_AreNotTakenLater()
    {
        var id = BmcId.New();
        var disk = new FaultyDisk();
        await using var store = TestStore.Start(disk: disk);
        await store.PrintAsync(id, 1_000);
        await store.SavedAsync();
        disk.IsFullNow = true;
        await store.PrintAsync(id, 1_000);
        Assert.Throws<IOException>(() => store.Open(id).Clear());
        disk.IsFullNow = false;
        store.Open(id).Clear();
        await store.PrintAsync(id, 500);
        await TestStore.UntilAsync(() => store.Open(id).RecordState == RecordState.Kept);
        await store.SavedAsync();

        Assert.Equal([(2_000L, 500, ConsoleGap.NotKept)], store.ReadRecord(id));
    }

    [Fact]
    public async Task Measure_AndWeigh_TellWhatIsKeptAndWhatOtherLimitsWouldDrop()
    {
        var id = BmcId.New();
        var time = new ShiftedTime();
        await using var store = TestStore.Start(TestStore.Quick with { LogBytes = 50_000 }, time: time);
        var began = time.GetUtcNow();
        await store.PrintAsync(id, 300_000);
        await store.SavedAsync();
        await store.CompactedAsync();
        time.Shown += TimeSpan.FromDays(10);
        await store.PrintAsync(id, 300_000);
        await store.SavedAsync();
        await store.CompactedAsync();

        var usage = store.Record(id).Measure();
        Assert.Equal((0L, 600_000L), (usage.FirstOffset, usage.NextOffset));
        Assert.InRange(usage.DiskBytes, 600_000, 700_000);
        Assert.InRange(usage.OldestAt!.Value - began, TimeSpan.FromMilliseconds(-1), TimeSpan.FromSeconds(20));

        var all = store.Options.Retention;
        Assert.Equal(RecordLoss.None, store.Record(id).Weigh(all));
        var older = store.Record(id).Weigh(all with { Age = TimeSpan.FromDays(5) });
        Assert.InRange(older.Bytes, 1, 300_000);
        Assert.True(older.Until < began.AddDays(5));
        var smaller = store.Record(id).Weigh(all with { Bytes = 100_000 });
        Assert.InRange(smaller.Bytes, older.Bytes, 600_000);
    }

    private static List<byte[]> AllFiles(TestStore store)
    {
        var files = new List<byte[]>();
        foreach (var path in Directory.GetFiles(store.Directory, "*", SearchOption.AllDirectories))
        {
            try
            {
                files.Add(File.ReadAllBytes(path));
            }
            catch (FileNotFoundException)
            {
                // Compacted this moment.
            }
        }

        return files;
    }
}
