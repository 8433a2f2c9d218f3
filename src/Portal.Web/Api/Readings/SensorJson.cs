using Portal.Fleet.Sensors;
using Portal.Ipmi.Events;
using Portal.Ipmi.Sensors;

namespace Portal.Web.Api.Readings;

/// <summary>A sensor and its last reading.</summary>
/// <param name="Key">Tells it from the others of its server.</param>
/// <param name="Type">What it watches, in IPMI's words.</param>
/// <param name="Entity">What it belongs to.</param>
/// <param name="Value">The value in its unit; null without a reading, and of sensors that have states only.</param>
/// <param name="Reading">The reading as ipmitool prints it.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="States">Thresholds reached, or states that hold, in words.</param>
/// <param name="Reason">Why there is no reading.</param>
/// <param name="RestsUntil">It is left alone until then, because asking it was slow or in vain.</param>
internal sealed record SensorJson(
    string Key, string Name, string Type, string Entity, double? Value, string Unit, string? Reading, SensorReadingState State, EventSeverity Severity, IReadOnlyList<string> States, string? Reason,
    DateTimeOffset? RestsUntil, ThresholdsJson? Thresholds)
{
    public static SensorJson From(SensorView view) => new(
        view.Key, view.Name, view.Type.Describe(), view.Entity, view.Value, view.Unit, view.Text, view.State, view.Severity, view.Words, view.Reason, view.RestsUntil,
        view.IsThreshold ? ThresholdsJson.From(view.Thresholds) : null);
}
