using Portal.Ipmi.Events;

namespace Portal.Ipmi.Oem.Dell;

/// <summary>Answer to <see cref="GetDellPowerHistory"/>. Times are by the BMC's clock.</summary>
/// <param name="EnergySince">Since when energy is counted.</param>
/// <param name="WattHours">Energy since then.</param>
/// <param name="PeaksSince">Since when peaks are kept.</param>
/// <param name="PeakAmperesAt">When the highest current flowed.</param>
/// <param name="PeakDeciamperes">Highest current in tenths of an ampere.</param>
/// <param name="PeakWattsAt">When the power was highest.</param>
/// <param name="PeakWatts">Highest power.</param>
public sealed record DellPowerHistory(
    IpmiTimestamp EnergySince, long WattHours, IpmiTimestamp PeaksSince, IpmiTimestamp PeakAmperesAt, int PeakDeciamperes, IpmiTimestamp PeakWattsAt, int PeakWatts);
