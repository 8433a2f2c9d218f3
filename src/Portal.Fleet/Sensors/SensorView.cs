using Portal.Ipmi.Events;
using Portal.Ipmi.Sensors;

namespace Portal.Fleet.Sensors;

/// <summary>One sensor and its last reading, for showing.</summary>
public sealed record SensorView
{
    /// <summary>Tells it from the others of its server.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    public required SensorType Type { get; init; }

    /// <summary>What it belongs to, in words: <c>processor 1</c>.</summary>
    public required string Entity { get; init; }

    public required bool IsThreshold { get; init; }

    /// <summary>It can have a value in <see cref="Unit"/>, and so a history.</summary>
    public required bool HasValue { get; init; }

    public double? Value { get; init; }

    /// <summary>The reading as people write it, without the unit.</summary>
    public string? Text { get; init; }

    /// <summary>Unit in full, as ipmitool has it: <c>degrees C</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>Unit in short: <c>°C</c>.</summary>
    public required string Symbol { get; init; }

    /// <summary>Digits after the point that values are worth.</summary>
    public int Decimals { get; init; }

    public required SensorReadingState State { get; init; }

    public required EventSeverity Severity { get; init; }

    /// <summary>Thresholds reached, or states that hold, in words.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Why there is no reading; null when there is one.</summary>
    public string? Reason { get; init; }

    /// <summary>Left alone until then, because asking it was slow or in vain.</summary>
    public DateTimeOffset? RestsUntil { get; init; }

    /// <summary>Thresholds in the order of <see cref="ThresholdKind"/>; null where there is none.</summary>
    public required IReadOnlyList<double?> Thresholds { get; init; }

    /// <summary>The worst one that was reached.</summary>
    public ThresholdKind? Reached { get; init; }

    public bool CanSetThresholds { get; init; }

    internal static SensorView Of(in SensorReading reading, DateTimeOffset? restsUntil)
    {
        var sensor = reading.Sensor;
        var record = sensor.Record as ReadableSensorRecord;
        var thresholds = new double?[6];
        foreach (var kind in ThresholdText.All)
            thresholds[(int)kind] = reading.GetThreshold(kind);
        return new SensorView
        {
            Key = SensorText.KeyOf(sensor),
            Name = SensorText.Clean(sensor.Name),
            Type = sensor.Type,
            Entity = sensor.Entity.Describe(sensor.EntityInstance),
            IsThreshold = sensor.IsThreshold,
            HasValue = sensor.HasValue,
            Value = reading.Value is { } value && double.IsFinite(value) ? value : null,
            Text = !reading.IsAvailable ? null : reading.Value is { } number ? sensor.FormatValue(number) : SensorText.Clean(reading.ToString(), 200),
            Unit = SensorText.Clean(sensor.UnitText),
            Symbol = SensorText.Clean(sensor.Unit.Symbol),
            Decimals = sensor.Decimals,
            State = reading.State,
            Severity = reading.Severity,
            Words = reading.IsAvailable ? reading.Words : [],
            Reason = reading.Reason,
            RestsUntil = restsUntil,
            Thresholds = thresholds,
            Reached = reading.WorstReached,
            CanSetThresholds = sensor.Conversion is { IsNonLinear: false } && sensor.IsThreshold
                && record is { Capabilities.Thresholds: SensorAccess.Settable } && record.SettableThresholds != ThresholdMask.None,
        };
    }
}
