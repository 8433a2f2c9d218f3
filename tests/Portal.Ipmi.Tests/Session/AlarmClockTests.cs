using Microsoft.Extensions.Time.Testing;
using Portal.Ipmi.Session;

namespace Portal.Ipmi.Tests.Session;

public sealed class AlarmClockTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<(string Name, double At)> _rung = [];
    private readonly AlarmClock _clock;

    public AlarmClockTests() => _clock = AlarmClock.Of(_time);

    [Fact]
    public void Of_SameTime_IsTheSameClock()
    {
        Assert.Same(_clock, AlarmClock.Of(_time));
        Assert.NotSame(_clock, AlarmClock.Of(new FakeTimeProvider()));
    }

    [Fact]
    public void SetNoLaterThan_EarlierAndLater_RingsOnceAtTheEarliest()
    {
        var alarm = new Bell("a", this);
        _clock.SetNoLaterThan(alarm, Ms(500));
        _clock.SetNoLaterThan(alarm, Ms(200));
        _clock.SetNoLaterThan(alarm, Ms(800));

        _time.Advance(Ms(199));
        Assert.Empty(_rung);
        _time.Advance(Ms(1));
        Assert.Equal([("a", 200)], _rung);
        _time.Advance(Ms(5000));
        Assert.Single(_rung);
    }

    [Fact]
    public void Cancel_BeforeItsTime_IsSilentAndMaySetAgain()
    {
        var alarm = new Bell("a", this);
        _clock.SetNoLaterThan(alarm, Ms(100));
        _clock.Cancel(alarm);
        _clock.Cancel(alarm);
        _time.Advance(Ms(200));
        Assert.Empty(_rung);

        _clock.SetNoLaterThan(alarm, Ms(100));
        _time.Advance(Ms(1));
        Assert.Equal([("a", 201)], _rung);
    }

    [Fact]
    public void Ring_SetsItselfAgain_RingsAgain()
    {
        var alarm = new Bell("a", this);
        alarm.OnRing = () => _clock.SetNoLaterThan(alarm, _clock.Now + Ms(100));
        _clock.SetNoLaterThan(alarm, Ms(100));

        for (var i = 0; i < 5; i++)
            _time.Advance(Ms(100));

        Assert.Equal([100, 200, 300, 400, 500], _rung.Select(ring => ring.At));
    }

    [Fact]
    public void ManyAlarms_SetMovedAndCancelledAtRandom_RingInOrderAtTheirTimes()
    {
        var random = new Random(7);
        var alarms = Enumerable.Range(0, 300).Select(i => new Bell($"{i}", this)).ToArray();
        var expected = new Dictionary<string, double>();
        for (var i = 0; i < 3000; i++)
        {
            var alarm = alarms[random.Next(alarms.Length)];
            if (random.Next(4) == 0)
            {
                _clock.Cancel(alarm);
                expected.Remove(alarm.Name);
                continue;
            }

            var due = random.Next(1, 2000);
            _clock.SetNoLaterThan(alarm, Ms(due));
            expected[alarm.Name] = expected.TryGetValue(alarm.Name, out var before) ? Math.Min(before, due) : due;
        }

        for (var now = 0; now < 2000; now++)
            _time.Advance(Ms(1));

        Assert.Equal(expected.Values.Order(), _rung.Select(ring => ring.At));
        Assert.Equal(expected.OrderBy(e => e.Key), _rung.Select(ring => KeyValuePair.Create(ring.Name, ring.At)).OrderBy(e => e.Key));
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private sealed class Bell(string name, AlarmClockTests tests) : Alarm
    {
        public string Name => name;

        public Action? OnRing { get; set; }

        public override void Ring()
        {
            tests._rung.Add((name, tests._clock.Now.TotalMilliseconds));
            OnRing?.Invoke();
        }
    }
}
