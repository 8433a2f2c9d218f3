using Portal.Fleet.Servers;

namespace Portal.Fleet.Alerts;

/// <summary>Which alerts are asked for, newest first.</summary>
/// <param name="Severity">This one alone; null for all.</param>
/// <param name="Key">Of this rule alone; null for all.</param>
/// <param name="Only">Of this server alone.</param>
/// <param name="Before">Behind this one of an earlier answer; null from the newest on.</param>
public sealed record AlertFilter(AlertState State = AlertState.Open, AlertSeverity? Severity = null, string? Key = null, ServerQuery? Servers = null, BmcId? Only = null, AlertPlace? Before = null);
