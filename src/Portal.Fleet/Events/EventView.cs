using Portal.Fleet.Servers;
using Portal.Ipmi.Events;

namespace Portal.Fleet.Events;

/// <summary>One event, for showing.</summary>
public sealed record EventView(
    long Id, BmcId ServerId, string ServerName, int RecordId, string Raw, DateTimeOffset At, DateTimeOffset? LoggedAt, DateTimeOffset SeenAt, EventSeverity Severity, int? SensorType,
    string? SensorKey, string Subject, string Text, string Details, bool IsDeassertion, bool IsInLog, DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy, string? Note)
{
    /// <summary>It wants a look that nobody took: a bad condition that began, not acknowledged.</summary>
    public bool IsOpen => AcknowledgedAt is null && !IsDeassertion && Severity >= EventSeverity.Warning;
}
