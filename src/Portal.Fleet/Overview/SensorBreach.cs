using Portal.Ipmi.Events;

namespace Portal.Fleet.Overview;

/// <summary>A sensor was beyond its limits for a time.</summary>
/// <param name="Worst">The value farthest out.</param>
/// <param name="Unit">Unit of the values, in short.</param>
/// <param name="Until">Null while it lasts.</param>
public sealed record SensorBreach(string Key, string Name, EventSeverity Severity, double Worst, string Unit, DateTimeOffset From, DateTimeOffset? Until);
