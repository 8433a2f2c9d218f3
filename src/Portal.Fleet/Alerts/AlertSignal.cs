using Portal.Fleet.Servers;

namespace Portal.Fleet.Alerts;

/// <summary>Something happened on a server: one alert, or more of one that is open.</summary>
/// <param name="Window">So long after the newest line of an open alert another one still counts for it.</param>
/// <param name="Lines">In the order of their offsets.</param>
internal sealed record AlertSignal(
    BmcId ServerId, string ServerName, AlertSource Source, string Key, string Title, AlertSeverity Severity, TimeSpan Window, IReadOnlyList<AlertLine> Lines);
