using Microsoft.Extensions.Time.Testing;
using Portal.Fleet.Consoles;

namespace Portal.Fleet.Tests.Consoles;

/// <summary>When readers hear of new bytes.</summary>
public sealed class ReaderPaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(60, 100)]
    [InlineData(30, 10)]
    public void Wait_LineThatPrintsLittle_IsToldOfEachPieceAtOnce(int bytes, int everyMilliseconds)
    {
        var pace = new ReaderPace(_time);
        for (var i = 0; i < 2000; i++)
        {
            Assert.Equal(TimeSpan.Zero, pace.Wait(bytes, isArranged: false));
            _time.Advance(TimeSpan.FromMilliseconds(everyMilliseconds));
        }
    }

    [Theory]
    [InlineData(115, 10)]
    [InlineData(12, 1)]
    [InlineData(16_384, 2)]
    public void Wait_LineThatPrintsMuch_IsToldEveryIntervalAndOfTheFirstPieceAfterSilenceAtOnce(int bytes, int everyMilliseconds)
    {
        var pace = new ReaderPace(_time);
        Assert.Equal(TimeSpan.Zero, pace.Wait(bytes, isArranged: false));
        var told = 1;
        TimeSpan? due = null;
        var start = _time.GetTimestamp();
        for (var now = everyMilliseconds; now <= 3000; now += everyMilliseconds)
        {
            _time.Advance(TimeSpan.FromMilliseconds(everyMilliseconds));
            if (due <= _time.GetElapsedTime(start))
                due = null;
            if (pace.Wait(bytes, due is not null) is not { } wait)
                continue;
            told++;
            Assert.InRange(wait, TimeSpan.Zero, ReaderPace.Interval);
            due = wait > TimeSpan.Zero ? _time.GetElapsedTime(start) + wait : null;
        }

        // Until it is known that the line prints much, each piece is told.
        Assert.InRange(told, 100, (3000 / ReaderPace.Interval.TotalMilliseconds) + 60);
        _time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal(TimeSpan.Zero, pace.Wait(1, isArranged: false));
    }
}
