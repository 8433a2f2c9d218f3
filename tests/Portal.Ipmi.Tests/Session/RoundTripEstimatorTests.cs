using Portal.Ipmi.Session;

namespace Portal.Ipmi.Tests.Session;

public sealed class RoundTripEstimatorTests
{
    [Fact]
    public void Timeout_FollowsTheRoundTripBetweenFloorAndCeiling()
    {
        var estimator = new RoundTripEstimator(TimeSpan.FromMilliseconds(500));
        Assert.Equal(500, estimator.Timeout.TotalMilliseconds);
        Assert.Null(estimator.Smoothed);

        estimator.Sample(TimeSpan.FromMilliseconds(1));
        Assert.Equal(100, estimator.Timeout.TotalMilliseconds);

        for (var i = 0; i < 100; i++)
            estimator.Sample(TimeSpan.FromMilliseconds(400));
        Assert.InRange(estimator.Timeout.TotalMilliseconds, 400, 500);
        Assert.InRange(estimator.Smoothed!.Value.TotalMilliseconds, 390, 400);
    }

    [Fact]
    public void BackOff_GrowsByHalfUntilTheCeiling_AndASampleEndsIt()
    {
        var estimator = new RoundTripEstimator(TimeSpan.FromMilliseconds(500));

        var timeouts = Enumerable.Range(0, 4).Select(_ =>
        {
            estimator.BackOff();
            return estimator.Timeout.TotalMilliseconds;
        }).ToArray();

        Assert.Equal([750, 1125, 1687.5, 2000], timeouts);
        estimator.Sample(TimeSpan.FromMilliseconds(10));
        Assert.Equal(100, estimator.Timeout.TotalMilliseconds);
    }
}
