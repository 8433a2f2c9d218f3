using Portal.Fleet.Servers;

namespace Portal.Fleet.Alerts;

/// <summary>An alert as people see it.</summary>
/// <param name="Text">Its first line; empty when that is no longer kept.</param>
public sealed record AlertView(
    AlertId Id, BmcId ServerId, string ServerName, AlertSource Source, string Key, string Title, AlertSeverity Severity, DateTimeOffset FirstAt, DateTimeOffset LastAt,
    long? FirstOffset, long? LastOffset, string Text, long Count, DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy, string? Note)
{
    /// <summary>Nobody has acknowledged it.</summary>
    public bool IsOpen => AcknowledgedAt is null;
}
