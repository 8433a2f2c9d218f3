namespace Portal.Fleet.Polling;

/// <summary>Counts how a BMC answers, minute by minute. Pure; one writer, and readers that take what they get.</summary>
internal sealed class VitalsMeter
{
    private const int Minutes = 5;

    private readonly Lock _lock = new();
    private readonly Slot[] _slots = new Slot[Minutes];

    public void Answered(TimeSpan now, TimeSpan took, bool refused)
    {
        lock (_lock)
        {
            ref var slot = ref At(now);
            slot.Requests++;
            slot.Answers++;
            slot.Refused += refused ? 1 : 0;
            slot.Took += took;
            slot.Slowest = took > slot.Slowest ? took : slot.Slowest;
        }
    }

    public void Unanswered(TimeSpan now)
    {
        lock (_lock)
        {
            ref var slot = ref At(now);
            slot.Requests++;
            slot.Unanswered++;
        }
    }

    public BmcVitals Read(TimeSpan now)
    {
        lock (_lock)
        {
            var minute = MinuteOf(now);
            var sum = default(Slot);
            foreach (var slot in _slots)
            {
                if (minute - slot.Minute >= Minutes)
                    continue;
                sum.Requests += slot.Requests;
                sum.Answers += slot.Answers;
                sum.Unanswered += slot.Unanswered;
                sum.Refused += slot.Refused;
                sum.Took += slot.Took;
                sum.Slowest = slot.Slowest > sum.Slowest ? slot.Slowest : sum.Slowest;
            }

            return new BmcVitals(sum.Requests, sum.Unanswered, sum.Refused, sum.Answers == 0 ? null : sum.Took / sum.Answers, sum.Answers == 0 ? null : sum.Slowest);
        }
    }

    private static long MinuteOf(TimeSpan now) => (now.Ticks / TimeSpan.TicksPerMinute) + Minutes;

    private ref Slot At(TimeSpan now)
    {
        var minute = MinuteOf(now);
        ref var slot = ref _slots[minute % Minutes];
        if (slot.Minute != minute)
            slot = new Slot { Minute = minute };
        return ref slot;
    }

    private struct Slot
    {
        public long Minute;
        public int Requests;
        public int Answers;
        public int Unanswered;
        public int Refused;
        public TimeSpan Took;
        public TimeSpan Slowest;
    }
}
