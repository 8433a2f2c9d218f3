using Portal.Ipmi.Commands.SensorEvent;

namespace Portal.Ipmi.Sensors;

/// <content>What can be set on a sensor.</content>
public sealed partial class SensorReader
{
    /// <summary>Thresholds in force, raw; <see cref="Sensor.Conversion"/> turns them into values.</summary>
    public async ValueTask<SensorThresholds> GetThresholdsAsync(Sensor sensor, CancellationToken ct) =>
        await SendAsync(sensor, new GetSensorThresholds(sensor.Number) { Lun = sensor.Owner.Lun }, ct).ConfigureAwait(false);

    /// <summary>Sets thresholds, given in the sensor's unit, in one command. Returns what the sensor has then, as it rounds.</summary>
    /// <exception cref="ArgumentException">The sensor has no values, or cannot express this one, or they are not in order.</exception>
    public async ValueTask<SensorThresholds> SetThresholdsAsync(Sensor sensor, IReadOnlyDictionary<ThresholdKind, double> values, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sensor);
        ArgumentNullException.ThrowIfNull(values);
        if (sensor.Conversion is not { } conversion || !sensor.IsThreshold)
            throw new ArgumentException($"{sensor} has no thresholds in a unit.", nameof(sensor));
        if (conversion.IsNonLinear)
            throw new ArgumentException($"{sensor} is non-linear: its thresholds can be set as raw values only.", nameof(sensor));
        var thresholds = default(SensorThresholds);
        foreach (var (kind, value) in values)
        {
            if (!conversion.TryConvertBack(value, out var raw))
                throw new ArgumentException($"{sensor} cannot express {kind.Describe()} {value} {sensor.UnitText}.", nameof(values));
            thresholds = thresholds.With(kind, raw);
        }

        CheckOrder(sensor, conversion, thresholds);
        await SendAsync(sensor, new SetSensorThresholds(sensor.Number, thresholds) { Lun = sensor.Owner.Lun }, ct).ConfigureAwait(false);
        var now = await GetThresholdsAsync(sensor, ct).ConfigureAwait(false);
        var memory = MemoryOf(sensor);
        (memory.Thresholds, memory.ThresholdsAreKnown) = (now, true);
        return now;
    }

    /// <summary>Hysteresis, raw; <see cref="SensorConversion.ConvertDifference"/> turns it into units.</summary>
    public ValueTask<SensorHysteresis> GetHysteresisAsync(Sensor sensor, CancellationToken ct) =>
        SendAsync(sensor, new GetSensorHysteresis(sensor.Number) { Lun = sensor.Owner.Lun }, ct);

    /// <summary>Sets the hysteresis in raw counts.</summary>
    public async ValueTask SetHysteresisAsync(Sensor sensor, SensorHysteresis hysteresis, CancellationToken ct) =>
        await SendAsync(sensor, new SetSensorHysteresis(sensor.Number, hysteresis) { Lun = sensor.Owner.Lun }, ct).ConfigureAwait(false);

    /// <summary>Events that the sensor may send.</summary>
    public ValueTask<SensorEventEnable> GetEventEnableAsync(Sensor sensor, CancellationToken ct) =>
        SendAsync(sensor, new GetSensorEventEnable(sensor.Number) { Lun = sensor.Owner.Lun }, ct);

    /// <summary>Enables or disables events of the sensor.</summary>
    public async ValueTask SetEventEnableAsync(Sensor sensor, EventEnableAction action, SensorEventEnable selection, CancellationToken ct) =>
        await SendAsync(sensor, new SetSensorEventEnable(sensor.Number, action, selection) { Lun = sensor.Owner.Lun }, ct).ConfigureAwait(false);

    /// <summary>Events that hold, or that the sensor has latched.</summary>
    public ValueTask<SensorEventStatus> GetEventStatusAsync(Sensor sensor, CancellationToken ct) =>
        SendAsync(sensor, new GetSensorEventStatus(sensor.Number) { Lun = sensor.Owner.Lun }, ct);

    /// <summary>Re-arms all events of the sensor.</summary>
    public async ValueTask RearmAsync(Sensor sensor, CancellationToken ct) =>
        await SendAsync(sensor, new RearmSensorEvents(sensor.Number) { Lun = sensor.Owner.Lun }, ct).ConfigureAwait(false);

    private ValueTask<T> SendAsync<T>(Sensor sensor, IpmiRequest<T> request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sensor);
        var connection = ConnectionOf(sensor) ?? throw new ArgumentException($"{sensor} is on a controller that is out of reach.", nameof(sensor));
        return connection.SendAsync(request, ct);
    }

    /// <summary>The BMC takes thresholds in any order; lower ones above upper ones would raise an alarm that never ends.</summary>
    private static void CheckOrder(Sensor sensor, SensorConversion conversion, in SensorThresholds thresholds)
    {
        ReadOnlySpan<ThresholdKind> fromLow =
        [
            ThresholdKind.LowerNonRecoverable, ThresholdKind.LowerCritical, ThresholdKind.LowerNonCritical,
            ThresholdKind.UpperNonCritical, ThresholdKind.UpperCritical, ThresholdKind.UpperNonRecoverable,
        ];
        int? below = null;
        foreach (var kind in fromLow)
        {
            if (thresholds[kind] is not { } raw)
                continue;
            var number = conversion.Number(raw);
            if (number < below)
                throw new ArgumentException($"{sensor}: {kind.Describe()} would lie on the wrong side of another threshold.", nameof(thresholds));
            below = number;
        }
    }
}
