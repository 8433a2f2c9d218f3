using System.Text.Json;
using Portal.Fleet.Sensors;

namespace Portal.Web.Api.Readings;

/// <summary>What of a sensor can be set, as its BMC told just now.</summary>
/// <param name="Settable">Thresholds that can be set.</param>
/// <param name="Step">Smallest difference that the sensor can express.</param>
internal sealed record SensorSettingsJson(string Key, string Name, string Unit, ThresholdsJson Thresholds, IReadOnlyList<string> Settable, HysteresisJson? Hysteresis, bool CanSetHysteresis, double? Step, double? Value)
{
    public static SensorSettingsJson From(SensorSettings settings) => new(
        settings.Key, settings.Name, settings.Unit, ThresholdsJson.From(settings.Thresholds), [.. settings.Settable.Select(kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()))],
        settings.Hysteresis is { } hysteresis ? new HysteresisJson(hysteresis.Positive, hysteresis.Negative, hysteresis.PositiveCounts, hysteresis.NegativeCounts) : null,
        settings.CanSetHysteresis, settings.Step, settings.Reading);
}
