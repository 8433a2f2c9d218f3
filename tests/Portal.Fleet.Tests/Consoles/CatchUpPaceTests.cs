using Microsoft.Extensions.Time.Testing;
using Portal.Fleet.Consoles;

namespace Portal.Fleet.Tests.Consoles;

public sealed class CatchUpPaceTests
{
    private const int Chunk = 16 * 1024;

    [Fact]
    public void Take_AfterARest_LetsSomeGoAtOnceAndThenKeepsThePace()
    {
        var pace = new CatchUpPace(new FakeTimeProvider());
        var waits = Enumerable.Range(0, 2 * CatchUpPace.BytesPerSecond / Chunk).Select(_ => pace.Take(Chunk)).ToArray();

        Assert.All(waits.Take(CatchUpPace.AtOnce / Chunk), wait => Assert.Equal(TimeSpan.Zero, wait));
        Assert.Equal(waits.Order(), waits);
        Assert.InRange(waits[^1].TotalSeconds, 1.8, 1.9);
    }

    [Fact]
    public void Take_WhenTheTurnHasCome_WaitsNoMore()
    {
        var time = new FakeTimeProvider();
        var pace = new CatchUpPace(time);
        for (var taken = 0; taken < CatchUpPace.BytesPerSecond; taken += Chunk)
            pace.Take(Chunk);
        Assert.NotEqual(TimeSpan.Zero, pace.Take(Chunk));

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, pace.Take(Chunk));
    }

    [Fact]
    public async Task WaitAsync_BehindManyOthers_EndsWithWhoeverWaits()
    {
        var pace = new CatchUpPace(new FakeTimeProvider());
        for (var taken = 0; taken < CatchUpPace.BytesPerSecond; taken += Chunk)
            pace.Take(Chunk);
        using var leaving = new CancellationTokenSource();
        var waiting = pace.WaitAsync(Chunk, leaving.Token);
        Assert.False(waiting.IsCompleted);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
