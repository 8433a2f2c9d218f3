using Portal.Fleet.Events;
using Portal.Ipmi.Events;

namespace Portal.Web.Api.Readings;

/// <summary>An event.</summary>
/// <param name="RecordId">Number of the record in the BMC's log.</param>
/// <param name="Raw">The 16 bytes of the record, in hexadecimal.</param>
/// <param name="At">When it happened by the BMC's clock; when the portal read it, where that was not set.</param>
/// <param name="LoggedAt">When the BMC says it happened; null where it does not.</param>
/// <param name="SeenAt">When the portal read it first.</param>
/// <param name="SensorKey">Key of the sensor.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Event">What happened.</param>
/// <param name="Details">What else the data bytes say.</param>
/// <param name="Deasserted">The condition ended.</param>
/// <param name="InLog">It is still in the BMC's log.</param>
internal sealed record EventJson(
    long Id, string ServerId, string ServerName, int RecordId, string Raw, DateTimeOffset At, DateTimeOffset? LoggedAt, DateTimeOffset SeenAt, EventSeverity Severity, string? SensorKey,
    string Subject, string Event, string Details, bool Deasserted, bool InLog, bool Open, DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy, string? Note)
{
    public static EventJson From(EventView view) => new(
        view.Id, view.ServerId.ToString(), view.ServerName, view.RecordId, view.Raw, view.At, view.LoggedAt, view.SeenAt, view.Severity, view.SensorKey, view.Subject, view.Text, view.Details,
        view.IsDeassertion, view.IsInLog, view.IsOpen, view.AcknowledgedAt, view.AcknowledgedBy, view.Note);
}
