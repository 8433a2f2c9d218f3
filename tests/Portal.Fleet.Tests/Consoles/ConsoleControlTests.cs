using Portal.Fleet.Consoles;

namespace Portal.Fleet.Tests.Consoles;

/// <summary>One types, the others watch: who may type after what happened.</summary>
public class ConsoleControlTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly TimeSpan s_idle = TimeSpan.FromMinutes(5);
    private readonly ConsolePerson _ann = new("1", "ann");
    private readonly ConsolePerson _bob = new("2", "bob");
    private readonly ConsolePerson _cid = new("3", "cid");
    private readonly ConsoleControl _control = new(s_idle);

    public ConsoleControlTests()
    {
        _control.Join(_ann);
        _control.Join(_bob);
        _control.Join(_cid);
    }

    [Fact]
    public void TryType_FreeConsole_TakesControlAndOthersAreRefused()
    {
        Assert.Equal((true, false, true), (Types(_ann), Types(_bob), Types(_ann)));
        Assert.Equal((_ann, 0), (_control.View.Driver, _control.View.Notices.Count));
    }

    [Fact]
    public void TryType_SecondWindowOfTheSamePerson_IsTheSamePerson()
    {
        _control.Join(_ann);
        Types(_ann);
        _control.Leave(_ann, s_start);

        Assert.False(Types(_bob));
        _control.Leave(_ann, s_start);
        Assert.True(Types(_bob));
    }

    [Fact]
    public void Ask_WhileSomeoneTypes_TellsThemAndWaits()
    {
        Types(_ann);
        _control.Ask(_bob, s_start);
        _control.Ask(_bob, s_start);

        Assert.Equal([_bob], _control.View.Asking);
        Assert.Equal((ConsoleNoticeKind.Asked, "bob", "ann"), Newest());
        Assert.Single(_control.View.Notices);
        Assert.False(Types(_bob));
    }

    [Fact]
    public void Grant_ByHolder_PassesControl()
    {
        Types(_ann);
        _control.Ask(_bob, s_start);

        Assert.False(_control.Grant(_bob, _bob.UserId, s_start));
        Assert.False(_control.Grant(_ann, _cid.UserId, s_start));
        Assert.True(_control.Grant(_ann, _bob.UserId, s_start));
        Assert.Equal((true, false), (Types(_bob), Types(_ann)));
        Assert.Equal((ConsoleNoticeKind.Granted, "ann", "bob"), Newest());
        Assert.Empty(_control.View.Asking);
    }

    [Fact]
    public void Decline_ByHolder_KeepsControl()
    {
        Types(_ann);
        _control.Ask(_bob, s_start);

        Assert.True(_control.Decline(_ann, _bob.UserId, s_start));
        Assert.Equal((ConsoleNoticeKind.Declined, "ann", "bob"), Newest());
        Assert.Equal((_ann, 0), (_control.View.Driver, _control.View.Asking.Count));
    }

    [Fact]
    public void Take_WithReason_TellsTheOneWhoLost()
    {
        Types(_ann);
        _control.Take(_bob, "customer waits", s_start);

        Assert.Equal((true, false), (Types(_bob), Types(_ann)));
        Assert.Equal((ConsoleNoticeKind.Taken, "bob", "ann"), Newest());
        Assert.Equal("customer waits", _control.View.Notices[^1].Reason);
    }

    [Fact]
    public void Release_SomebodyWaits_PassesToWhoHasWaitedLongest()
    {
        Types(_ann);
        _control.Ask(_cid, s_start);
        _control.Ask(_bob, s_start);

        Assert.False(_control.Release(_bob, s_start));
        Assert.True(_control.Release(_ann, s_start));
        Assert.Equal(_cid, _control.View.Driver);
        Assert.Equal([_bob], _control.View.Asking);
        Assert.Equal((ConsoleNoticeKind.Released, "ann", "cid"), Newest());
    }

    [Fact]
    public void Leave_LastWindowOfTheHolder_FreesTheConsole()
    {
        Types(_ann);
        _control.Leave(_ann, s_start);

        Assert.Null(_control.View.Driver);
        Assert.True(Types(_bob));
    }

    [Fact]
    public void Expire_HolderSilentAndSomebodyWaits_PassesOnAtTheHourAndNotBefore()
    {
        Types(_ann);
        Assert.Null(_control.DueAt);
        _control.Ask(_bob, s_start + TimeSpan.FromMinutes(1));
        Types(_ann, TimeSpan.FromMinutes(2));
        Assert.Equal(s_start + TimeSpan.FromMinutes(7), _control.DueAt);

        _control.Expire(s_start + s_idle);
        Assert.Equal(_ann, _control.View.Driver);
        _control.Expire(s_start + TimeSpan.FromMinutes(7));
        Assert.Equal(_bob, _control.View.Driver);
        Assert.Equal((ConsoleNoticeKind.Idle, "ann", "bob"), Newest());
    }

    [Fact]
    public void TryType_HolderSilentForLong_TakesControlAndSaysSo()
    {
        Types(_ann);
        Assert.False(Types(_bob, s_idle - TimeSpan.FromSeconds(1)));
        Assert.True(Types(_bob, s_idle));
        Assert.Equal((ConsoleNoticeKind.Idle, "ann", "bob"), Newest());
    }

    private bool Types(ConsolePerson person, TimeSpan after = default) => _control.TryType(person, s_start + after);

    private (ConsoleNoticeKind Kind, string By, string? To) Newest()
    {
        var notice = _control.View.Notices[^1];
        return (notice.Kind, notice.By, notice.To);
    }
}
