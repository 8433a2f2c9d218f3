using Portal.Ipmi.Events;

namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>Answer to Get Power Reading, DCMI 1.5 §6.6.1.</summary>
/// <param name="CurrentWatts">Power now.</param>
/// <param name="MinimumWatts">Lowest power over the period.</param>
/// <param name="MaximumWatts">Highest power over the period.</param>
/// <param name="AverageWatts">Average power over the period.</param>
/// <param name="Timestamp">By the BMC's clock: when the reading was made, or the period ended.</param>
/// <param name="Period">The period.</param>
/// <param name="IsActive">Power is measured; otherwise the numbers mean nothing.</param>
public sealed record PowerReading(
    int CurrentWatts, int MinimumWatts, int MaximumWatts, int AverageWatts, IpmiTimestamp Timestamp, TimeSpan Period, bool IsActive);
