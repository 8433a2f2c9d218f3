namespace Portal.Fleet.Power;

/// <summary>How often power may be switched, by whichever way: page, API, hub. BMCs are slow, and hosts are not lamps.</summary>
public sealed record PowerLimits
{
    /// <summary>Commands a minute to one server; two minutes' worth may come at once.</summary>
    public int PerServer { get; init; } = 6;

    /// <summary>Commands a minute of one person, over all servers; two minutes' worth may come at once.</summary>
    public int PerPerson => PerServer * 10;
}
