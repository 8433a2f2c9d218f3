using Microsoft.Extensions.Time.Testing;
using Portal.Web.Identity;

namespace Portal.Web.Tests.Security;

public sealed class SignInThrottleTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void TryBegin_FiveFailures_LocksLongerEachTime()
    {
        var throttle = new SignInThrottle(_time);
        foreach (var minutes in new[] { 1, 5, 15, 60 })
        {
            for (var failure = 0; failure < 5; failure++)
                Assert.True(throttle.TryBegin("A@example.org ", "10.0.0.1"));
            Assert.False(throttle.TryBegin("a@example.org", "10.0.0.1"));
            Assert.True(throttle.TryBegin("b@example.org", "10.0.0.1"));
            Assert.True(throttle.TryBegin("a@example.org", "10.0.0.2"));
            _time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.False(throttle.TryBegin("a@example.org", "10.0.0.1"));
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public void Succeed_AfterFailures_ForgetsThem()
    {
        var throttle = new SignInThrottle(_time);
        for (var round = 0; round < 100; round++)
        {
            Assert.True(throttle.TryBegin("a@example.org", "10.0.0.1"));
            throttle.Succeed("a@example.org", "10.0.0.1");
        }
    }

    [Fact]
    public void TryBegin_FiftyFromEverywhere_LockedForTheHour()
    {
        var throttle = new SignInThrottle(_time);
        for (var source = 0; source < 50; source++)
            Assert.True(throttle.TryBegin("a@example.org", $"10.0.0.{source}"));
        Assert.False(throttle.TryBegin("a@example.org", "10.0.1.1"));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.True(throttle.TryBegin("a@example.org", "10.0.1.1"));
    }
}
