using Portal.Fleet.Sensors;
using Portal.Ipmi.Events;
using Portal.Ipmi.Sensors;

namespace Portal.Web.Components.Overview;

/// <summary>Which sensors to look at first: those beyond their limits, then those nearest to one. Pure.</summary>
internal static class SensorRank
{
    private static readonly ThresholdKind[] s_upper = [ThresholdKind.UpperNonCritical, ThresholdKind.UpperCritical, ThresholdKind.UpperNonRecoverable];
    private static readonly ThresholdKind[] s_lower = [ThresholdKind.LowerNonCritical, ThresholdKind.LowerCritical, ThresholdKind.LowerNonRecoverable];

    public static List<SensorView> Worst(IReadOnlyList<SensorView> sensors, int most) =>
        [.. sensors.Where(sensor => sensor.State == SensorReadingState.Available && (sensor.Severity >= EventSeverity.Warning || sensor.Value is not null))
            .OrderByDescending(sensor => sensor.Severity).ThenByDescending(Nearness).ThenBy(sensor => sensor.Name, StringComparer.OrdinalIgnoreCase).Take(most)];

    /// <summary>How far it is from the middle of what is right to the nearer limit: 0 in the middle, 1 at the limit. Without limits 0.</summary>
    private static double Nearness(SensorView sensor)
    {
        if (sensor.Value is not { } value)
            return 0;
        var (upper, lower) = (First(sensor, s_upper), First(sensor, s_lower));
        return (upper, lower) switch
        {
            ({ } high, { } low) when high > low => Math.Abs(value - ((high + low) / 2)) / ((high - low) / 2),
            ({ } high, null) when high > 0 => value / high,
            (null, { } low) when value > 0 => low / value,
            _ => 0,
        };
    }

    private static double? First(SensorView sensor, ThresholdKind[] kinds)
    {
        foreach (var kind in kinds)
        {
            if (sensor.Thresholds[(int)kind] is { } value)
                return value;
        }

        return null;
    }
}
