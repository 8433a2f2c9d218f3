using Portal.Fleet.Polling;

namespace Portal.Fleet.Tests.Polling;

public class PollScheduleTests
{
    private static readonly PollDemand s_nobody = new(false, false);
    private static readonly PollDemand s_looks = new(Sensors: true, Events: false);

    private static readonly PollPlan s_plan = new()
    {
        Sensors = TimeSpan.FromSeconds(60),
        Events = TimeSpan.FromSeconds(60),
        Watched = TimeSpan.FromSeconds(10),
        FirstRest = TimeSpan.FromSeconds(100),
        LongestRest = TimeSpan.FromSeconds(400),
        WatchedRest = TimeSpan.FromSeconds(30),
    };

    [Fact]
    public void Next_NobodyNeedsIt_IsNothing()
    {
        var schedule = new PollSchedule(new PollPlan());
        schedule.Begin(S(0), S(20), 0.5);

        Assert.Null(schedule.Next(s_nobody, S(5)));
        Assert.Equal((PollJob.Sensors, S(5)), schedule.Next(s_looks, S(5)));
    }

    [Fact]
    public void Begin_ManyAtOnce_AreSpread()
    {
        var schedule = new PollSchedule(s_plan);
        schedule.Begin(S(100), S(20), 0.25);

        Assert.Equal(S(105), schedule.Next(s_nobody, S(100))!.Value.At);
        Assert.Equal(S(100), schedule.Next(s_looks, S(100))!.Value.At);
    }

    [Fact]
    public void Done_TheNextIsDueAfterItsStart_AndSoonerWhileSomebodyLooks()
    {
        var schedule = new PollSchedule(s_plan);
        schedule.Begin(S(0), TimeSpan.Zero, 0);
        foreach (var job in Enum.GetValues<PollJob>())
            schedule.Done(job, S(10), chance: 0.5);

        Assert.Equal(S(70), schedule.Next(s_nobody, S(12))!.Value.At);
        Assert.Equal((PollJob.Sensors, S(20)), schedule.Next(s_looks, S(12)));
        schedule.Done(PollJob.Sensors, S(10), chance: 1);
        Assert.Equal(S(21), schedule.Next(s_looks, S(12))!.Value.At);
    }

    [Fact]
    public void Failed_AgainAndAgain_RestsLongerEachTime_AndTheOthersGoOn()
    {
        var schedule = new PollSchedule(s_plan);
        schedule.Begin(S(0), TimeSpan.Zero, 0);
        schedule.Failed(PollJob.Sensors, S(0), isUnsupported: false, 0.5);
        schedule.Failed(PollJob.Sensors, S(60), isUnsupported: false, 0.5);
        Assert.Equal(BreakerState.Closed, schedule.StateOf(PollJob.Sensors, S(60)));

        schedule.Failed(PollJob.Sensors, S(120), isUnsupported: false, 0.5);
        Assert.Equal((BreakerState.Open, S(220)), (schedule.StateOf(PollJob.Sensors, S(121)), schedule.RestsUntil(PollJob.Sensors, S(121))));
        schedule.Done(PollJob.Events, S(120), 0.5);
        schedule.Done(PollJob.Clock, S(120), 0.5);
        Assert.Equal((PollJob.Events, S(180)), schedule.Next(s_nobody, S(121)));

        // For one who looks it is tried sooner, and one who asks gets it now.
        Assert.Equal((PollJob.Sensors, S(150)), schedule.Next(s_looks, S(121)));
        Assert.Equal(BreakerState.HalfOpen, schedule.StateOf(PollJob.Sensors, S(220)));
        schedule.Failed(PollJob.Sensors, S(220), isUnsupported: false, 0.5);
        Assert.Equal(S(420), schedule.RestsUntil(PollJob.Sensors, S(221)));
        schedule.Failed(PollJob.Sensors, S(420), isUnsupported: false, 0.5);
        schedule.Failed(PollJob.Sensors, S(900), isUnsupported: false, 0.5);
        Assert.Equal(S(1300), schedule.RestsUntil(PollJob.Sensors, S(901)));
        schedule.Hurry(PollJob.Sensors, S(905));
        schedule.Done(PollJob.Events, S(904), 0.5);
        Assert.Equal((PollJob.Sensors, S(905)), schedule.Next(s_looks, S(905)));

        schedule.Done(PollJob.Sensors, S(905), 0.5);
        Assert.Equal((BreakerState.Closed, 0), (schedule.StateOf(PollJob.Sensors, S(906)), schedule.FailuresOf(PollJob.Sensors)));
    }

    [Fact]
    public void Failed_NotImplemented_IsNotAskedForHours()
    {
        var schedule = new PollSchedule(s_plan);
        schedule.Begin(S(0), TimeSpan.Zero, 0);
        schedule.Failed(PollJob.Events, S(0), isUnsupported: true, 0.5);

        Assert.Equal(s_plan.UnsupportedRest, schedule.RestsUntil(PollJob.Events, S(0)));
    }

    [Fact]
    public void Pace_ABurst_IsFollowedByAPause_SoManyPerSecondInAll()
    {
        var pace = new PollPace(perSecond: 10, burst: 5);
        var now = S(0);
        for (var i = 0; i < 50; i++)
            now += pace.Take(now, haste: 1);

        Assert.Equal(S(4.5), now);
        for (var i = 0; i < 50; i++)
            now += pace.Take(now, haste: 5);
        Assert.InRange(now, S(5.4), S(5.6));
    }

    [Fact]
    public void Pace_ASlowBmc_GetsAsLongAPauseAsItsAnswerTook()
    {
        var pace = new PollPace(perSecond: 10, burst: 5);
        Assert.Equal(TimeSpan.Zero, pace.Take(S(0), 1));
        pace.Answered(S(2), S(2));
        Assert.Equal(S(2), pace.Take(S(2), 1));
        pace.Answered(S(4), S(0.01));
        Assert.Equal(TimeSpan.Zero, pace.Take(S(4), 1));
    }

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);
}
