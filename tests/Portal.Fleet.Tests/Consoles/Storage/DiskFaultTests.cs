using Portal.Fleet.Consoles;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tests.Consoles.Storage;

/// <summary>A disk that is full or broken costs what does not stay in memory, says so, and is used again as soon as it works.</summary>
public sealed class DiskFaultTests
{
    [Fact]
    public async Task DiskFull_RealFileSystem_GoesOnCountsAndRecovers()
    {
        await using var disk = await SmallDisk.MakeAsync();
        var id = BmcId.New();
        await using var store = TestStore.Start(disk: disk.Faults, directory: disk.Directory);
        await store.PrintAsync(id, 20_000);
        await store.SavedAsync();

        disk.Fill();
        var console = store.Open(id);
        while (console.RecordState == RecordState.Kept)
            await store.PrintAsync(id, 50_000);
        Assert.Equal(RecordState.DiskFull, console.RecordState);
        var until = console.Next + 1_500_000;
        while (console.Next < until)
            await store.PrintAsync(id, 50_000);
        Assert.True(console.LostBytes > 1_000_000);

        disk.Free();
        await TestStore.UntilAsync(() => console.RecordState == RecordState.Kept);
        var lost = console.LostBytes;
        await store.PrintAsync(id, 30_000);
        await store.SavedAsync();
        var end = console.Next;
        await using var crashed = store.Crash();
        await store.RestartAsync();

        foreach (var pieces in new[] { store.ReadRecord(id), crashed.ReadRecord(id) })
        {
            Assert.Equal([null, ConsoleGap.RecordLost], pieces.Select(piece => piece.Gap));
            Assert.Equal(lost, pieces[1].Offset - pieces[0].Count);
            Assert.Equal(end, pieces[1].Offset + pieces[1].Count);
        }
    }

    [Fact]
    public async Task DiskFull_QuietConsole_LosesNothing()
    {
        var disk = new FaultyDisk();
        var id = BmcId.New();
        await using var store = TestStore.Start(disk: disk);
        await store.PrintAsync(id, 1_000);
        await store.SavedAsync();
        disk.IsFullNow = true;
        await store.PrintAsync(id, 90_000);
        store.Open(id).MarkGap(ConsoleGap.BmcOverrun);
        await store.PrintAsync(id, 90_000);
        await TestStore.UntilAsync(() => store.Open(id).RecordState == RecordState.DiskFull);
        disk.IsFullNow = false;
        await TestStore.UntilAsync(() => store.Open(id).RecordState == RecordState.Kept);
        await store.RestartAsync();

        Assert.Equal([(0L, 91_000, null), (91_000L, 90_000, ConsoleGap.BmcOverrun)], store.ReadRecord(id));
    }

    [Fact]
    public async Task WriteThroughFails_FileIsNeverUsedAgain_AndNothingIsClaimedThatIsNotThere()
    {
        var disk = new FaultyDisk();
        var id = BmcId.New();
        await using var store = TestStore.Start(disk: disk);
        await store.PrintAsync(id, 1_000);
        await store.SavedAsync();
        var log = store.LogFiles.Single();
        var length = new FileInfo(log).Length;

        disk.FailedSyncs = 3;
        await store.PrintAsync(id, 2_000);
        await TestStore.UntilAsync(() => store.Open(id).RecordState == RecordState.Failing);
        await TestStore.UntilAsync(() => store.Open(id).RecordState == RecordState.Kept);
        await store.SavedAsync();

        // The round came back from memory, into another file; the old one ends where it was sure.
        Assert.Equal(0, store.Open(id).LostBytes);
        Assert.True(!File.Exists(log) || new FileInfo(log).Length == length);
        await using var crashed = store.Crash();
        Assert.Equal([(0L, 3_000, null)], crashed.ReadRecord(id));
    }

    [Fact]
    public async Task CrashWhileNothingCouldBeWritten_OffsetsAreNotGivenTwice()
    {
        var disk = new FaultyDisk();
        var id = BmcId.New();
        await using var store = TestStore.Start(disk: disk);
        await store.PrintAsync(id, 1_000);
        await store.SavedAsync();
        disk.IsFullNow = true;
        while (store.Open(id).Next < 3_000_000)
            await store.PrintAsync(id, 50_000);

        await using var crashed = store.Crash();
        Assert.Equal([(0L, 1_000, null)], crashed.ReadRecord(id));
        Assert.True(crashed.Record(id).Next > store.Open(id).Next);
    }
}
