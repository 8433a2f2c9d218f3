using Portal.Fleet.Sensors;

namespace Portal.Web.Api.Readings;

/// <summary>The sensors of a server.</summary>
/// <param name="ReadAt">When they were read: no value is older. Null before the first time.</param>
/// <param name="AgeSeconds">How old they are.</param>
/// <param name="Power">Power draw; null when the BMC does not measure it.</param>
/// <param name="Reading">How the reading stands.</param>
/// <param name="Bmc">How the BMC answers.</param>
internal sealed record SensorsJson(DateTimeOffset? ReadAt, double? AgeSeconds, IReadOnlyList<SensorJson> Sensors, PowerDrawJson? Power, ReadingsJson Reading, VitalsJson Bmc)
{
    public static SensorsJson From(SensorsView view, DateTimeOffset now) => new(
        view.ReadAt, ApiAge.Seconds(view.ReadAt, now), [.. view.Sensors.Select(SensorJson.From)], PowerDrawJson.From(view.Draw), ReadingsJson.From(view.State), VitalsJson.From(view.Vitals));
}
