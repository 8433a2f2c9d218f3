using Portal.Fleet.Alerts;

namespace Portal.Web.Api.Consoles;

/// <summary>Where a rule found something on a console.</summary>
/// <param name="Key">The rule's id.</param>
/// <param name="Offset">Where the alert's first line begins.</param>
/// <param name="Count">How many lines within the rule's window.</param>
internal sealed record AlertMarkJson(string Id, string Key, string Title, AlertSeverity Severity, long Offset, DateTimeOffset At, long Count, bool Open)
{
    public static AlertMarkJson From(AlertView alert) =>
        new(alert.Id.ToString(), alert.Key, alert.Title, alert.Severity, alert.FirstOffset ?? 0, alert.FirstAt, alert.Count, alert.IsOpen);
}
