using Portal.Fleet.Consoles;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tests.Consoles.Storage;

/// <summary>A gap tells since when and until when nobody listened, from memory, from the log and from a segment alike.</summary>
public sealed class GapTimesTests
{
    [Fact]
    public async Task Gap_WithItsTimes_IsTheSameWhereverItIsReadFrom()
    {
        var id = BmcId.New();
        var time = new ShiftedTime();
        await using var store = TestStore.Start(time: time);
        await store.PrintAsync(id, 100);
        var heard = time.GetUtcNow();
        time.Shown += TimeSpan.FromSeconds(192);
        store.Open(id).MarkGap(ConsoleGap.BmcRebooted, heard);
        await store.PrintAsync(id, 100);
        await CheckAsync();
        await store.RestartAsync();
        await CheckAsync();
        await store.CompactedAsync();
        await CheckAsync();

        // Lost again before a byte came: one gap to the reader, with the last reason.
        await store.PrintAsync(id, 100);
        store.Open(id).MarkGap(ConsoleGap.SessionLost, time.GetUtcNow() - TimeSpan.FromSeconds(20));
        store.Open(id).MarkGap(ConsoleGap.Stolen, time.GetUtcNow() - TimeSpan.FromSeconds(10));
        await store.PrintAsync(id, 100);
        var both = await FirstAsync(300);
        Assert.Equal((ConsoleGap.Stolen, 20), (both.GapBefore, Math.Round((both.GapTo - both.GapFrom)!.Value.TotalSeconds)));

        async Task CheckAsync()
        {
            var chunk = await FirstAsync(100);
            Assert.Equal((100L, ConsoleGap.BmcRebooted), (chunk.Offset, chunk.GapBefore));
            Assert.Equal(heard.ToUnixTimeMilliseconds(), chunk.GapFrom!.Value.ToUnixTimeMilliseconds());
            Assert.InRange((chunk.GapTo - chunk.GapFrom)!.Value.TotalSeconds, 191.9, 193);
        }

        async Task<ConsoleChunk> FirstAsync(long from)
        {
            await foreach (var chunk in store.Open(id).ReadAsync(from, null, TestStore.Ct))
                return chunk;
            throw new InvalidOperationException();
        }
    }
}
