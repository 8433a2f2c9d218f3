namespace Portal.Ipmi.Oem.Intel;

/// <summary>Answer to <see cref="GetNodeManagerCapabilities"/>.</summary>
/// <param name="MaxPolicies">Policies that may be active together.</param>
/// <param name="MinimumLimit">Lowest limit that can be set, in watts.</param>
/// <param name="MaximumLimit">Highest limit that can be set, in watts.</param>
/// <param name="MinimumCorrection">Shortest correction time.</param>
/// <param name="MaximumCorrection">Longest correction time.</param>
/// <param name="MinimumPeriod">Shortest period of statistics.</param>
/// <param name="MaximumPeriod">Longest period of statistics.</param>
public sealed record NodeManagerCapabilities(
    int MaxPolicies, int MinimumLimit, int MaximumLimit, TimeSpan MinimumCorrection, TimeSpan MaximumCorrection, TimeSpan MinimumPeriod, TimeSpan MaximumPeriod);
