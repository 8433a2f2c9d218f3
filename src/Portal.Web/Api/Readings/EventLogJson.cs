using Portal.Fleet.Events;
using Portal.Fleet.Polling;

namespace Portal.Web.Api.Readings;

/// <summary>A BMC's event log as a whole.</summary>
/// <param name="NearlyFull">It should be archived and cleared: most BMCs drop what comes after the last entry.</param>
/// <param name="ClockAheadSeconds">How far the BMC's clock is ahead; negative behind; null when not read or not set.</param>
internal sealed record EventLogJson(
    DateTimeOffset? ReadAt, double? AgeSeconds, int? Entries, int? FreeBytes, int? PercentUsed, bool? Overflowed, bool NearlyFull, DateTimeOffset? LastErase, double? ClockAheadSeconds, bool? ClockSet, ReadingsJson Reading)
{
    public static EventLogJson From(EventLogView? log, ReadingsState state, DateTimeOffset now) => new(
        log?.ReadAt, ApiAge.Seconds(log?.ReadAt, now), log?.Entries, log?.FreeBytes, log?.PercentUsed, log?.HasOverflowed, log?.IsNearlyFull ?? false, log?.LastErase,
        log?.ClockDrift is { } drift ? Math.Round(drift.TotalSeconds, 1) : null, log?.ClockIsSet, ReadingsJson.From(state));
}
