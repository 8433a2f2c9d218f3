using Portal.Ipmi.Commands.SensorEvent;
using Portal.Ipmi.Events;

namespace Portal.Ipmi.Sensors;

/// <summary>What a sensor said at one moment. A value of its own: reading a hundred sensors allocates nothing for it.</summary>
public readonly record struct SensorReading
{
    private const ThresholdMask AllThresholds = (ThresholdMask)0x3F;

    internal SensorReading(Sensor sensor, SensorReadingState state, CompletionCode refusal = CompletionCode.Ok)
    {
        Sensor = sensor;
        State = state;
        Refusal = refusal;
    }

    internal SensorReading(Sensor sensor, in RawSensorReading raw, double? value, SensorThresholds thresholds)
    {
        Sensor = sensor;
        Raw = raw.Raw;
        Flags = raw.Flags;
        Thresholds = thresholds;
        State = (raw.Flags & SensorFlags.Unavailable) != 0 ? SensorReadingState.Unavailable
            : (raw.Flags & SensorFlags.Scanning) == 0 ? SensorReadingState.ScanningDisabled
            : SensorReadingState.Available;
        if (State != SensorReadingState.Available)
            return;
        Value = value;
        HasStates = raw.HasStates;

        // Bits that the sensor cannot have are noise of the BMC.
        if (!sensor.IsThreshold)
            States = raw.States;
        else if (raw.HasStates)
            Reached = (ThresholdMask)raw.States & AllThresholds;
        else
            Reached = Compare(sensor, raw.Raw, thresholds);
    }

    /// <summary>The sensor.</summary>
    public Sensor Sensor { get; }

    /// <summary>Whether there is a reading.</summary>
    public SensorReadingState State { get; }

    /// <summary>The value in the sensor's unit; null without a reading, and of sensors that have states only.</summary>
    public double? Value { get; }

    /// <summary>The raw reading.</summary>
    public byte Raw { get; }

    /// <summary>What the BMC said beside the reading.</summary>
    public SensorFlags Flags { get; }

    /// <summary>States that a discrete sensor is in, bit by offset.</summary>
    public ushort States { get; }

    /// <summary>The BMC sent the states, or the comparison with the thresholds; else the thresholds were compared here.</summary>
    public bool HasStates { get; }

    /// <summary>Thresholds that the reading has reached.</summary>
    public ThresholdMask Reached { get; }

    /// <summary>Thresholds, raw; those that are known.</summary>
    public SensorThresholds Thresholds { get; }

    /// <summary>The code with which the controller refused.</summary>
    public CompletionCode Refusal { get; }

    /// <summary>There is a reading.</summary>
    public bool IsAvailable => State == SensorReadingState.Available;

    /// <summary>How bad it is: of the thresholds reached, or of the worst of the states.</summary>
    public EventSeverity Severity => State != SensorReadingState.Available ? EventSeverity.Unknown
        : Sensor.IsThreshold ? (Reached & (ThresholdMask.Critical | ThresholdMask.NonRecoverable)) != 0 ? EventSeverity.Critical
            : (Reached & ThresholdMask.NonCritical) != 0 ? EventSeverity.Warning
            : EventSeverity.Nominal
        : SeverityOfStates();

    /// <summary>A threshold in the sensor's unit; null when it is not known or has no value.</summary>
    public double? GetThreshold(ThresholdKind kind) => Thresholds[kind] is { } raw ? Sensor.Conversion?.Convert(raw) : null;

    /// <summary>The worst threshold that was reached; null when none was.</summary>
    public ThresholdKind? WorstReached => Reached switch
    {
        0 => null,
        var mask when (mask & ThresholdMask.LowerNonRecoverable) != 0 => ThresholdKind.LowerNonRecoverable,
        var mask when (mask & ThresholdMask.UpperNonRecoverable) != 0 => ThresholdKind.UpperNonRecoverable,
        var mask when (mask & ThresholdMask.LowerCritical) != 0 => ThresholdKind.LowerCritical,
        var mask when (mask & ThresholdMask.UpperCritical) != 0 => ThresholdKind.UpperCritical,
        var mask when (mask & ThresholdMask.LowerNonCritical) != 0 => ThresholdKind.LowerNonCritical,
        _ => ThresholdKind.UpperNonCritical,
    };

    /// <summary>The states that hold, in words; for a threshold sensor the thresholds reached.</summary>
    public IReadOnlyList<string> Words
    {
        get
        {
            var words = new List<string>();
            if (Sensor.IsThreshold)
            {
                foreach (var kind in ThresholdText.All)
                {
                    if ((Reached & kind.ToMask()) != 0)
                        words.Add(kind.Describe());
                }

                return words;
            }

            for (var offset = 0; offset <= EventText.MaxOffset; offset++)
            {
                if ((States & (1 << offset)) != 0)
                    words.Add(EventText.Describe(Sensor.ReadingType, Sensor.Type, offset));
            }

            return words;
        }
    }

    /// <summary>Why there is no reading, in words; null when there is one.</summary>
    public string? Reason => State switch
    {
        SensorReadingState.Available => null,
        SensorReadingState.Unavailable => "no reading available",
        SensorReadingState.ScanningDisabled => "scanning disabled",
        SensorReadingState.Refused => Refusal.Describe(),
        SensorReadingState.NoAnswer => "no usable answer",
        SensorReadingState.OutOfReach => Sensor.Owner.IsSystemSoftware ? "kept by software on the host" : $"on controller {Sensor.Owner.Id:X2}h, which is out of reach",
        _ => "sends events only",
    };

    /// <summary>The reading as people write it: <c>23 degrees C</c>, <c>Presence detected</c>, <c>n/a</c>.</summary>
    public override string ToString()
    {
        if (Sensor is null || State != SensorReadingState.Available)
            return "n/a";
        if (Value is { } value)
            return Sensor.UnitText.Length == 0 ? Sensor.FormatValue(value) : $"{Sensor.FormatValue(value)} {Sensor.UnitText}";
        return Sensor.IsThreshold ? $"{Raw:X2}h" : string.Join(", ", Words);
    }

    private EventSeverity SeverityOfStates()
    {
        var worst = EventSeverity.Nominal;
        var known = false;
        for (var offset = 0; offset <= EventText.MaxOffset; offset++)
        {
            if (EventText.Find(Sensor.ReadingType, Sensor.Type, offset) is not { } state)
                continue;
            known = true;
            if ((States & (1 << offset)) != 0 && state.Asserted > worst)
                worst = state.Asserted;
        }

        return known ? worst : EventSeverity.Unknown;
    }

    private static ThresholdMask Compare(Sensor sensor, byte raw, in SensorThresholds thresholds)
    {
        if (sensor.Conversion is not { } conversion)
            return ThresholdMask.None;
        var reached = ThresholdMask.None;
        var number = conversion.Number(raw);
        foreach (var kind in ThresholdText.All)
        {
            if (thresholds[kind] is not { } threshold)
                continue;
            var limit = conversion.Number(threshold);
            if (kind < ThresholdKind.UpperNonCritical ? number <= limit : number >= limit)
                reached |= kind.ToMask();
        }

        return reached;
    }
}
