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
            for (var failure = 1; failure <= 5; failure++)
                Assert.Equal(failure < 5 ? SignInAttempt.Allowed : SignInAttempt.Last, throttle.TryBegin("A@example.org ", "10.0.0.1"));
            Assert.Equal(SignInAttempt.Refused, throttle.TryBegin("a@example.org", "10.0.0.1"));
            Assert.NotEqual(SignInAttempt.Refused, throttle.TryBegin("b@example.org", "10.0.0.1"));
            Assert.NotEqual(SignInAttempt.Refused, throttle.TryBegin("a@example.org", "10.0.0.2"));
            _time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.Equal(SignInAttempt.Refused, throttle.TryBegin("a@example.org", "10.0.0.1"));
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public void Succeed_AfterFailures_ForgetsThem()
    {
        var throttle = new SignInThrottle(_time);
        for (var round = 0; round < 100; round++)
        {
            Assert.NotEqual(SignInAttempt.Refused, throttle.TryBegin("a@example.org", "10.0.0.1"));
            throttle.Succeed("a@example.org", "10.0.0.1");
        }
    }

    [Fact]
    public void TryBegin_FiftyFromEverywhere_LockedForTheHour()
    {
        var throttle = new SignInThrottle(_time);
        for (var source = 0; source < 50; source++)
            Assert.NotEqual(SignInAttempt.Refused, throttle.TryBegin("a@example.org", $"10.0.0.{source}"));
        Assert.Equal(SignInAttempt.Refused, throttle.TryBegin("a@example.org", "10.0.1.1"));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.NotEqual(SignInAttempt.Refused, throttle.TryBegin("a@example.org", "10.0.1.1"));
    }

    [Fact]
    public void TryBegin_AccountUnderAttack_KnownDeviceMayStillTry()
    {
        var throttle = new SignInThrottle(_time);
        for (var source = 0; source < 60; source++)
            throttle.TryBegin("a@example.org", $"10.0.0.{source}");
        Assert.Equal(SignInAttempt.Refused, throttle.TryBegin("a@example.org", "10.0.1.1"));
        for (var failure = 0; failure < 5; failure++)
            Assert.NotEqual(SignInAttempt.Refused, throttle.TryBegin("a@example.org", "10.0.1.1", "laptop"));
        Assert.Equal(SignInAttempt.Refused, throttle.TryBegin("a@example.org", "10.0.1.1", "laptop"));
    }

    [Fact]
    public void TryBegin_TwentyAccountsFromOneAddress_WaitsForTheQuarterOfAnHour()
    {
        var throttle = new SignInThrottle(_time);
        for (var account = 0; account < 20; account++)
            Assert.NotEqual(SignInAttempt.Refused, throttle.TryBegin($"a{account}@example.org", "10.0.0.1"));
        Assert.Equal(SignInAttempt.Refused, throttle.TryBegin("b@example.org", "10.0.0.1"));
        Assert.NotEqual(SignInAttempt.Refused, throttle.TryBegin("b@example.org", "10.0.0.2"));
        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.NotEqual(SignInAttempt.Refused, throttle.TryBegin("b@example.org", "10.0.0.1"));
    }
}
