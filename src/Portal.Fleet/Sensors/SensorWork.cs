using Portal.Fleet.Access;
using Portal.Ipmi;
using Portal.Ipmi.Commands.SensorEvent;
using Portal.Ipmi.Sensors;

namespace Portal.Fleet.Sensors;

/// <summary>Setting what a sensor compares with: done once, then read back.</summary>
internal sealed class SensorWork(ISdrCache cache, TimeProvider time)
{
    private const int MaxKey = 16;

    public async Task<SensorSettings> ReadAsync(IIpmiConnection connection, string key, CancellationToken ct)
    {
        var (reader, sensor) = await FindAsync(connection, key, ct);
        return await ReadAsync(reader, sensor, ct);
    }

    /// <summary>Sets thresholds and answers what the sensor has then.</summary>
    /// <exception cref="BmcActionException">Not possible with this sensor, or another value is read back.</exception>
    public async Task<SensorSettings> SetThresholdsAsync(IIpmiConnection connection, string key, IReadOnlyDictionary<ThresholdKind, double> values, CancellationToken ct)
    {
        var (reader, sensor) = await FindAsync(connection, key, ct);
        var before = await ReadAsync(reader, sensor, ct);
        if (values.Count == 0 || values.Keys.FirstOrDefault(kind => !before.Settable.Contains(kind), (ThresholdKind)(-1)) is var other && other >= 0)
            throw new BmcActionException("threshold_not_settable", "The sensor does not take this threshold.");
        try
        {
            // All six in order with those that stay: the BMC would take lower ones above upper ones and raise an alarm without end.
            CheckOrder(before.Thresholds, values);
            await reader.SetThresholdsAsync(sensor, values, ct);
        }
        catch (ArgumentException e)
        {
            throw new BmcActionException("threshold_invalid", e.Message.Split(" (Parameter", 2)[0]);
        }

        var after = await ReadAsync(reader, sensor, ct);
        foreach (var (kind, value) in values)
        {
            var step = after.Step ?? sensor.Conversion?.ResolutionAt(0) ?? 0;
            if (after.Thresholds[(int)kind] is not { } now || Math.Abs(now - value) > (step * 0.51) + 1e-9)
                throw new BmcActionException("threshold_not_kept", $"The BMC took {kind.Describe()} {sensor.FormatValue(value)}, but reads back {(after.Thresholds[(int)kind] is { } kept ? sensor.FormatValue(kept) : "none")}.");
        }

        return after;
    }

    /// <summary>Sets the hysteresis in the sensor's counts and answers what the sensor has then.</summary>
    /// <exception cref="BmcActionException">Not possible with this sensor, or another value is read back.</exception>
    public async Task<SensorSettings> SetHysteresisAsync(IIpmiConnection connection, string key, byte positive, byte negative, CancellationToken ct)
    {
        var (reader, sensor) = await FindAsync(connection, key, ct);
        var before = await ReadAsync(reader, sensor, ct);
        if (!before.CanSetHysteresis)
            throw new BmcActionException("hysteresis_not_settable", "The sensor does not take a hysteresis.");
        await reader.SetHysteresisAsync(sensor, new SensorHysteresis(positive, negative), ct);
        var after = await ReadAsync(reader, sensor, ct);
        return after.Hysteresis is { } now && (now.PositiveCounts, now.NegativeCounts) == (positive, negative)
            ? after
            : throw new BmcActionException("hysteresis_not_kept", $"The BMC took {positive}/{negative} counts, but reads back {after.Hysteresis?.PositiveCounts}/{after.Hysteresis?.NegativeCounts}.");
    }

    private static void CheckOrder(IReadOnlyList<double?> before, IReadOnlyDictionary<ThresholdKind, double> values)
    {
        ReadOnlySpan<ThresholdKind> fromLow =
        [
            ThresholdKind.LowerNonRecoverable, ThresholdKind.LowerCritical, ThresholdKind.LowerNonCritical,
            ThresholdKind.UpperNonCritical, ThresholdKind.UpperCritical, ThresholdKind.UpperNonRecoverable,
        ];
        (ThresholdKind Kind, double Value)? below = null;
        foreach (var kind in fromLow)
        {
            if ((values.TryGetValue(kind, out var set) ? set : before[(int)kind]) is not { } value)
                continue;

            // Thresholds that a BMC has in disorder already are its own affair, as long as none that is set makes it so.
            if (below is { } lower && value < lower.Value && (values.ContainsKey(kind) || values.ContainsKey(lower.Kind)))
                throw new BmcActionException("threshold_order", $"{kind.Describe()} {value} would lie below {lower.Kind.Describe()} {lower.Value}.");
            below = (kind, value);
        }
    }

    private static async Task<SensorSettings> ReadAsync(SensorReader reader, Sensor sensor, CancellationToken ct)
    {
        var record = sensor.Record as ReadableSensorRecord;
        var capabilities = record?.Capabilities ?? default;
        var raw = sensor.IsThreshold && capabilities.Thresholds is SensorAccess.Readable or SensorAccess.Settable ? await reader.GetThresholdsAsync(sensor, ct)
            : (sensor.Record as FullSensorRecord)?.InitialThresholds ?? default;
        var thresholds = new double?[6];
        foreach (var kind in ThresholdText.All)
            thresholds[(int)kind] = raw[kind] is { } value ? sensor.Conversion?.Convert(value) : null;
        var isSettable = sensor.IsThreshold && capabilities.Thresholds == SensorAccess.Settable && sensor.Conversion is { IsNonLinear: false };
        SensorHysteresis? hysteresis = capabilities.Hysteresis is SensorAccess.Readable or SensorAccess.Settable ? await reader.GetHysteresisAsync(sensor, ct) : null;
        return new SensorSettings(
            SensorText.KeyOf(sensor), SensorText.Clean(sensor.Name), SensorText.Clean(sensor.Unit.Symbol), thresholds,
            isSettable ? [.. ThresholdText.All.Where(kind => (record!.SettableThresholds & kind.ToMask()) != 0)] : [],
            hysteresis is { } now ? new HysteresisView(sensor.Conversion?.ConvertDifference(now.Positive), sensor.Conversion?.ConvertDifference(now.Negative), now.Positive, now.Negative) : null,
            capabilities.Hysteresis == SensorAccess.Settable, sensor.Conversion?.Resolution, (await reader.ReadAsync(sensor, ct)).Value);
    }

    private async Task<(SensorReader Reader, Sensor Sensor)> FindAsync(IIpmiConnection connection, string key, CancellationToken ct)
    {
        var reader = new SensorReader(connection, new SensorReaderOptions { Cache = cache, TimeProvider = time, Thresholds = ThresholdUse.None });
        var records = key.Length <= MaxKey ? await reader.LoadAsync(ct) : null;
        return (reader, records?.Sensors.FirstOrDefault(sensor => sensor.IsReadable && SensorText.KeyOf(sensor) == key) ?? throw new BmcActionException("sensor_unknown", "There is no such sensor."));
    }
}
