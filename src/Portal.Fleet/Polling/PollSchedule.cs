namespace Portal.Fleet.Polling;

/// <summary>
/// When which job of one BMC is due. Pure: time and chance come as arguments; for one caller at a time. Jobs that fail again and again rest, longer each time
/// (a circuit breaker for each job: a log that cannot be read must not stop the sensors).
/// </summary>
internal sealed class PollSchedule(PollPlan plan)
{
    private static readonly PollJob[] s_jobs = Enum.GetValues<PollJob>();

    private readonly Entry[] _entries = new Entry[s_jobs.Length];

    /// <summary>A new session: what was never read is read within <paramref name="spread"/> × <paramref name="phase"/>, so that thousands do not begin at once.</summary>
    public void Begin(TimeSpan now, TimeSpan spread, double phase)
    {
        for (var i = 0; i < _entries.Length; i++)
        {
            ref var entry = ref _entries[i];
            if (!entry.HasRun)
                (entry.From, entry.Factor) = (now + (((PollJob)i == PollJob.Inventory ? plan.InventorySpread : spread) * phase), 0);
        }
    }

    /// <summary>The job that is due next, and when; null when nobody needs any.</summary>
    public (PollJob Job, TimeSpan At)? Next(PollDemand demand, TimeSpan now)
    {
        (PollJob Job, TimeSpan At)? next = null;
        foreach (var job in s_jobs)
        {
            if (DueAt(job, demand, now) is { } at && (next is null || at < next.Value.At))
                next = (job, at);
        }

        return next;
    }

    /// <summary>It was done.</summary>
    /// <param name="job">Which.</param>
    /// <param name="startedAt">When it began: how long it took does not make it rarer.</param>
    /// <param name="chance">0 to 1.</param>
    public void Done(PollJob job, TimeSpan startedAt, double chance) =>
        _entries[(int)job] = new Entry { HasRun = true, From = startedAt, Factor = Jitter(chance) };

    /// <summary>It failed.</summary>
    public void Failed(PollJob job, TimeSpan now, bool isUnsupported, double chance)
    {
        ref var entry = ref _entries[(int)job];
        entry.HasRun = true;
        entry.Failures++;
        entry.From = now;
        entry.Factor = Jitter(chance);
        entry.RestsUntil = isUnsupported ? now + plan.UnsupportedRest : entry.Failures < plan.BreakAfter ? TimeSpan.Zero : now + (RestAfter(entry.Failures) * Jitter(chance));
        entry.FailedAt = now;
    }

    /// <summary>A person wants it now: the schedule is skipped once.</summary>
    public void Hurry(PollJob job, TimeSpan now)
    {
        ref var entry = ref _entries[(int)job];
        (entry.From, entry.Factor, entry.RestsUntil) = (now, 0, TimeSpan.Zero);
    }

    /// <summary>Something that was done is due again at a time, unless it is due sooner; what is not done by itself is left.</summary>
    public void Bring(PollJob job, TimeSpan to)
    {
        ref var entry = ref _entries[(int)job];
        if (entry.HasRun && plan.IntervalOf(job, default) is { } interval && entry.From + (interval * entry.Factor) > to)
            (entry.From, entry.Factor) = (to, 0);
    }

    public BreakerState StateOf(PollJob job, TimeSpan now)
    {
        ref readonly var entry = ref _entries[(int)job];
        return entry.RestsUntil > now ? BreakerState.Open : entry.Failures >= plan.BreakAfter || entry.RestsUntil > TimeSpan.Zero ? BreakerState.HalfOpen : BreakerState.Closed;
    }

    /// <summary>When the rest of a job ends; null when it does not rest.</summary>
    public TimeSpan? RestsUntil(PollJob job, TimeSpan now) => _entries[(int)job].RestsUntil is var until && until > now ? until : null;

    public int FailuresOf(PollJob job) => _entries[(int)job].Failures;

    private TimeSpan? DueAt(PollJob job, PollDemand demand, TimeSpan now)
    {
        if (plan.IntervalOf(job, demand) is not { } interval)
            return null;
        ref readonly var entry = ref _entries[(int)job];

        // Whoever looks does not wait for the phase of a first reading.
        var due = !entry.HasRun && demand.Wants(job) ? now : entry.From + (interval * entry.Factor);
        if (entry.RestsUntil <= due)
            return due;
        var rest = entry.RestsUntil;
        return demand.Wants(job) && entry.FailedAt + plan.WatchedRest < rest ? entry.FailedAt + plan.WatchedRest : rest;
    }

    private TimeSpan RestAfter(int failures)
    {
        var rest = plan.FirstRest * Math.Pow(2, Math.Min(failures - plan.BreakAfter, 16));
        return rest < plan.LongestRest ? rest : plan.LongestRest;
    }

    private static double Jitter(double chance) => 0.9 + (0.2 * chance);

    private struct Entry
    {
        public bool HasRun;
        public TimeSpan From;
        public double Factor;
        public int Failures;
        public TimeSpan RestsUntil;
        public TimeSpan FailedAt;
    }
}
