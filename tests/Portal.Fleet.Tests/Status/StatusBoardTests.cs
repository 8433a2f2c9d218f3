using Microsoft.Extensions.Time.Testing;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;

namespace Portal.Fleet.Tests.Status;

public class StatusBoardTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly BmcId _id = BmcId.New();

    [Fact]
    public void Subscribe_ManyChanges_IsToldAtMostFourTimesASecondAndOfTheLast()
    {
        var board = new StatusBoard(_time);
        var seen = new List<int>();
        using var subscription = board.Subscribe(null, () => seen.Add(board.Get(_id).Attempts));

        for (var change = 1; change <= 1000; change++)
        {
            board.Update(_id, status => status with { Attempts = change });
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.InRange(seen.Count, 4, 5);
        Assert.Equal(1000, seen[^1]);
        Assert.Equal(1000, board.ChangeNumber);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.InRange(seen.Count, 4, 5);
    }

    [Fact]
    public void Subscribe_OneBmcOrEnded_IsNotToldOfOthers()
    {
        var board = new StatusBoard(_time);
        var (own, all) = (0, 0);
        var subscription = board.Subscribe(_id, () => own++);
        using var everything = board.Subscribe(null, () => all++);

        board.Update(BmcId.New(), status => status);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((0, 1), (own, all));
        board.Update(_id, status => status);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((1, 2), (own, all));
        board.Update(_id, status => status);
        board.Update(_id, status => status);
        subscription.Dispose();
        _time.Advance(TimeSpan.FromSeconds(1));

        // The second of the two was still to be told when the subscription ended.
        Assert.Equal((2, 4), (own, all));
    }

    [Fact]
    public void Update_FromManyThreads_LosesNone()
    {
        var board = new StatusBoard(_time);

        Parallel.For(0, 10_000, _ => board.Update(_id, status => status with { Attempts = status.Attempts + 1 }));

        Assert.Equal((10_000, 10_000L), (board.Get(_id).Attempts, board.ChangeNumber));
    }
}
