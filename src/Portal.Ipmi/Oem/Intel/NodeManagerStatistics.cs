using Portal.Ipmi.Events;

namespace Portal.Ipmi.Oem.Intel;

/// <summary>Answer to <see cref="GetNodeManagerStatistics"/>; the unit is that of the kind asked for.</summary>
/// <param name="Current">Value now.</param>
/// <param name="Minimum">Lowest value.</param>
/// <param name="Maximum">Highest value.</param>
/// <param name="Average">Average value.</param>
/// <param name="Timestamp">When it was read.</param>
/// <param name="Period">Time over which statistics are collected.</param>
/// <param name="IsMeasuring">Measurement is going on; otherwise the numbers mean nothing.</param>
public sealed record NodeManagerStatistics(
    int Current, int Minimum, int Maximum, int Average, IpmiTimestamp Timestamp, TimeSpan Period, bool IsMeasuring);
