namespace Portal.Fleet.Events;

/// <summary>A BMC's event log as a whole.</summary>
/// <param name="ReadAt">When it was last asked.</param>
/// <param name="Entries">Entries in it.</param>
/// <param name="FreeBytes">Room left, in bytes; an entry takes 16.</param>
/// <param name="PercentUsed">How full it is.</param>
/// <param name="HasOverflowed">Events were lost since it was last cleared.</param>
/// <param name="LastErase">When it was last cleared, by the BMC's clock.</param>
/// <param name="ClockDrift">How far the BMC's clock is ahead of the portal's; negative behind; null when not read or not set.</param>
/// <param name="ClockReadAt">When the clock was read.</param>
/// <param name="ClockIsSet">False: the BMC counts from its start.</param>
public sealed record EventLogView(
    DateTimeOffset ReadAt, int Entries, int FreeBytes, int PercentUsed, bool HasOverflowed, DateTimeOffset? LastErase, TimeSpan? ClockDrift, DateTimeOffset? ClockReadAt, bool ClockIsSet)
{
    /// <summary>From here on it should be archived and cleared: most BMCs drop what comes after the last entry.</summary>
    public const int NearlyFull = 75;

    public bool IsNearlyFull => PercentUsed >= NearlyFull || HasOverflowed;
}
