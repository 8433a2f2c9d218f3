using Portal.Ipmi.Events;

namespace Portal.Fleet.Sensors;

/// <summary>The sensors of a server in one glance.</summary>
/// <param name="ReadAt">When they were read.</param>
/// <param name="Critical">How many are critical.</param>
/// <param name="Warning">How many want a look.</param>
/// <param name="Worst">Name of the worst of these; null when all is well.</param>
/// <param name="WorstReading">What it reads.</param>
/// <param name="Watts">Power draw; null when it is not measured.</param>
public sealed record SensorSummary(DateTimeOffset ReadAt, int Critical, int Warning, string? Worst, string? WorstReading, int? Watts)
{
    public EventSeverity Severity => Critical > 0 ? EventSeverity.Critical : Warning > 0 ? EventSeverity.Warning : EventSeverity.Nominal;

    internal static SensorSummary Of(SensorSnapshot snapshot)
    {
        var (critical, warning, worst) = (0, 0, -1);
        for (var i = 0; i < snapshot.Readings.Length; i++)
        {
            ref readonly var reading = ref snapshot.Readings[i];
            var severity = reading.Severity;
            critical += severity == EventSeverity.Critical ? 1 : 0;
            warning += severity == EventSeverity.Warning ? 1 : 0;
            if (severity >= EventSeverity.Warning && (worst < 0 || severity > snapshot.Readings[worst].Severity))
                worst = i;
        }

        return new SensorSummary(
            snapshot.At, critical, warning, worst < 0 ? null : SensorText.Clean(snapshot.Readings[worst].Sensor.Name),
            worst < 0 ? null : SensorText.Clean(snapshot.Readings[worst].ToString()), snapshot.Draw?.Watts);
    }
}
