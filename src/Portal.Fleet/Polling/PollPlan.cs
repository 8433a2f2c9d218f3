namespace Portal.Fleet.Polling;

/// <summary>How often what is asked for. Null: never by itself.</summary>
internal sealed record PollPlan
{
    public TimeSpan? Sensors { get; init; }

    public TimeSpan? Events { get; init; }

    public TimeSpan? Inventory { get; init; }

    /// <summary>While somebody looks.</summary>
    public TimeSpan Watched { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock drifts slowly.</summary>
    public TimeSpan Clock { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Parts are exchanged rarely: who looks waits only for a reading that is older.</summary>
    public TimeSpan InventoryWatched { get; init; } = TimeSpan.FromHours(1);

    /// <summary>First readings of inventories, long ones each, are spread over this time.</summary>
    public TimeSpan InventorySpread { get; init; } = TimeSpan.FromMinutes(30);

    public TimeSpan ClockWatched { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Failures in a row after which a job rests.</summary>
    public int BreakAfter { get; init; } = 3;

    /// <summary>First rest; doubled with each further failure.</summary>
    public TimeSpan FirstRest { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan LongestRest { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Rest of a job that this BMC does not implement.</summary>
    public TimeSpan UnsupportedRest { get; init; } = TimeSpan.FromHours(6);

    /// <summary>For a person who looks, a job that rests is tried again after this time at the latest.</summary>
    public TimeSpan WatchedRest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Every how long a job is due; null when nobody needs it.</summary>
    public TimeSpan? IntervalOf(PollJob job, PollDemand demand)
    {
        var (own, watched) = job switch
        {
            PollJob.Sensors => (Sensors, Watched),
            PollJob.Events => (Events, Watched),
            PollJob.Inventory => (Inventory, InventoryWatched),
            _ => (Events is null ? null : (TimeSpan?)Clock, ClockWatched),
        };
        return !demand.Wants(job) ? own : own < watched ? own : watched;
    }
}
