using System.Runtime.CompilerServices;

namespace Portal.Ipmi.Session;

/// <summary>
/// One timer for all sessions that count in the same time: a heap of alarms by due time. Most time-outs never come, since the answer does;
/// so an alarm is not taken back when it is no longer needed, it just rings for nothing once. A session that is polled without pause
/// therefore costs the clock nothing, and an idle one an entry.
/// </summary>
internal sealed class AlarmClock
{
    private static readonly ConditionalWeakTable<TimeProvider, AlarmClock> s_clocks = [];

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long _epoch;
    private readonly ITimer _timer;
    private Alarm[] _heap = new Alarm[16];
    private int _count;
    private long _timerDue = Alarm.Never;

    private AlarmClock(TimeProvider time)
    {
        _time = time;
        _epoch = time.GetTimestamp();
        if (ExecutionContext.IsFlowSuppressed())
        {
            _timer = CreateTimer();
        }
        else
        {
            using (ExecutionContext.SuppressFlow())
                _timer = CreateTimer();
        }
    }

    /// <summary>Time since the clock was made.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_epoch);

    /// <summary>The clock of everything that counts in this time.</summary>
    public static AlarmClock Of(TimeProvider time) => s_clocks.GetValue(time, static key => new AlarmClock(key));

    /// <summary>Sets the alarm for this time, unless it is set for an earlier one.</summary>
    public void SetNoLaterThan(Alarm alarm, TimeSpan due)
    {
        if (alarm.Due <= due.Ticks)
            return;
        lock (_gate)
        {
            if (alarm.Due <= due.Ticks)
                return;
            alarm.Due = due.Ticks;
            if (alarm.Place < 0)
            {
                if (_count == _heap.Length)
                    Array.Resize(ref _heap, _count * 2);
                Put(alarm, _count++);
            }

            Rise(alarm);
            if (alarm.Place == 0)
                ArmTimer();
        }
    }

    /// <summary>Unsets the alarm. A ring that is under way goes on.</summary>
    public void Cancel(Alarm alarm)
    {
        lock (_gate)
        {
            if (alarm.Place >= 0)
                Remove(alarm);
        }
    }

    private ITimer CreateTimer() =>
        _time.CreateTimer(static state => ((AlarmClock)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private void OnTimer()
    {
        while (true)
        {
            Alarm first;
            lock (_gate)
            {
                _timerDue = Alarm.Never;
                if (_count == 0)
                    return;
                first = _heap[0];
                if (first.Due > Now.Ticks)
                {
                    ArmTimer();
                    return;
                }

                Remove(first);
            }

            first.Ring();
        }
    }

    /// <summary>Arms the timer for the first alarm. Called under the gate.</summary>
    private void ArmTimer()
    {
        var due = _heap[0].Due;
        if (due >= _timerDue)
            return;
        _timerDue = due;

        // Timers count whole milliseconds and cut the rest: without rounding up the last one would be spent spinning.
        var wait = Math.Clamp(Math.Ceiling((TimeSpan.FromTicks(due) - Now).TotalMilliseconds), 1, int.MaxValue);
        _timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
    }

    private void Remove(Alarm alarm)
    {
        var place = alarm.Place;
        alarm.Place = -1;
        alarm.Due = Alarm.Never;
        var last = _heap[--_count];
        _heap[_count] = null!;
        if (ReferenceEquals(last, alarm))
            return;
        Put(last, place);
        Rise(last);
        Sink(last);
    }

    private void Rise(Alarm alarm)
    {
        var place = alarm.Place;
        while (place > 0 && _heap[(place - 1) / 2] is var parent && parent.Due > alarm.Due)
        {
            Put(parent, place);
            place = (place - 1) / 2;
        }

        Put(alarm, place);
    }

    private void Sink(Alarm alarm)
    {
        var place = alarm.Place;
        while ((2 * place) + 1 is var child && child < _count)
        {
            if (child + 1 < _count && _heap[child + 1].Due < _heap[child].Due)
                child++;
            if (_heap[child].Due >= alarm.Due)
                break;
            Put(_heap[child], place);
            place = child;
        }

        Put(alarm, place);
    }

    private void Put(Alarm alarm, int place)
    {
        _heap[place] = alarm;
        alarm.Place = place;
    }
}
