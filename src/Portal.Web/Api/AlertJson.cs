using Portal.Fleet.Alerts;

namespace Portal.Web.Api;

/// <summary>An alert.</summary>
/// <param name="Key">What kind it is within its source: the rule's id.</param>
/// <param name="FirstOffset">Where its first line begins in the server's console.</param>
/// <param name="Text">The first line; empty when it is no longer kept.</param>
/// <param name="Count">How many lines within the rule's window.</param>
internal sealed record AlertJson(
    string Id, string ServerId, string ServerName, AlertSource Source, string Key, string Title, AlertSeverity Severity, DateTimeOffset FirstAt, DateTimeOffset LastAt,
    long? FirstOffset, long? LastOffset, string Text, long Count, bool Open, DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy, string? Note)
{
    public static AlertJson From(AlertView view) => new(
        view.Id.ToString(), view.ServerId.ToString(), view.ServerName, view.Source, view.Key, view.Title, view.Severity, view.FirstAt, view.LastAt,
        view.FirstOffset, view.LastOffset, view.Text, view.Count, view.IsOpen, view.AcknowledgedAt, view.AcknowledgedBy, view.Note);
}
