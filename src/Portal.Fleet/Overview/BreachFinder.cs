using Portal.Fleet.Sensors;
using Portal.Fleet.Sensors.History;
using Portal.Ipmi.Events;
using Portal.Ipmi.Sensors;

namespace Portal.Fleet.Overview;

/// <summary>When a sensor was beyond the limits that it has now, by the values that are kept of it. Pure.</summary>
internal static class BreachFinder
{
    private static readonly ThresholdKind[] s_lower = [ThresholdKind.LowerNonCritical, ThresholdKind.LowerCritical, ThresholdKind.LowerNonRecoverable];
    private static readonly ThresholdKind[] s_upper = [ThresholdKind.UpperNonCritical, ThresholdKind.UpperCritical, ThresholdKind.UpperNonRecoverable];

    /// <summary>Breaches within a history, oldest first. One that goes on with the last value has no end when the sensor still is beyond.</summary>
    public static IReadOnlyList<SensorBreach> Find(SensorView sensor, IReadOnlyList<HistorySample> samples)
    {
        var breaches = new List<SensorBreach>();
        SensorBreach? open = null;
        var step = Step(samples);
        DateTimeOffset? last = null;
        foreach (var sample in samples)
        {
            // Values that are missing prove nothing: what was, ended with the last one.
            if (open is not null && last is { } before && sample.At - before > step * 3)
            {
                breaches.Add(open with { Until = before + step });
                open = null;
            }

            var (severity, worst) = Judge(sensor, sample);
            if (severity is null && open is not null)
            {
                breaches.Add(open with { Until = sample.At });
                open = null;
            }
            else if (severity is { } now)
            {
                open = open is null ? new SensorBreach(sensor.Key, sensor.Name, now, worst, sensor.Symbol, sample.At, null)
                    : open with { Severity = now > open.Severity ? now : open.Severity, Worst = Farther(sensor, open.Worst, worst) };
            }

            last = sample.At;
        }

        if (open is not null)
            breaches.Add(sensor.Severity >= EventSeverity.Warning ? open : open with { Until = last + step });
        return breaches;
    }

    private static TimeSpan Step(IReadOnlyList<HistorySample> samples)
    {
        var step = TimeSpan.FromMinutes(1);
        for (var i = 1; i < samples.Count; i++)
        {
            var width = samples[i].At - samples[i - 1].At;
            if (i == 1 || width < step)
                step = width;
        }

        return step > TimeSpan.Zero ? step : TimeSpan.FromMinutes(1);
    }

    private static (EventSeverity? Severity, double Worst) Judge(SensorView sensor, HistorySample sample)
    {
        (EventSeverity? Severity, double Worst) found = (null, 0);
        for (var level = 0; level < s_lower.Length; level++)
        {
            var severity = level == 0 ? EventSeverity.Warning : EventSeverity.Critical;
            if (sensor.Thresholds[(int)s_upper[level]] is { } upper && sample.Maximum >= upper)
                found = (severity, sample.Maximum);
            else if (sensor.Thresholds[(int)s_lower[level]] is { } lower && sample.Minimum <= lower)
                found = (severity, sample.Minimum);
        }

        return found;
    }

    /// <summary>Of two values beyond the limits the one farther from the middle between them.</summary>
    private static double Farther(SensorView sensor, double one, double other)
    {
        var upper = sensor.Thresholds[(int)ThresholdKind.UpperNonCritical] ?? sensor.Thresholds[(int)ThresholdKind.UpperCritical];
        return upper is { } limit && Math.Max(one, other) >= limit ? Math.Max(one, other) : Math.Min(one, other);
    }
}
