using Portal.Ipmi.Sensors;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Thresholds of a sensor as raw values, IPMI 2.0 §35.8 and §35.9.</summary>
/// <param name="Mask">Which of them are given.</param>
/// <param name="LowerNonCritical">Lower non-critical.</param>
/// <param name="LowerCritical">Lower critical.</param>
/// <param name="LowerNonRecoverable">Lower non-recoverable.</param>
/// <param name="UpperNonCritical">Upper non-critical.</param>
/// <param name="UpperCritical">Upper critical.</param>
/// <param name="UpperNonRecoverable">Upper non-recoverable.</param>
public readonly record struct SensorThresholds(
    ThresholdMask Mask, byte LowerNonCritical, byte LowerCritical, byte LowerNonRecoverable, byte UpperNonCritical, byte UpperCritical, byte UpperNonRecoverable)
{
    /// <summary>The raw value of one threshold; null when it is not given.</summary>
    public byte? this[ThresholdKind kind] => (Mask & kind.ToMask()) == 0 ? null : kind switch
    {
        ThresholdKind.LowerNonCritical => LowerNonCritical,
        ThresholdKind.LowerCritical => LowerCritical,
        ThresholdKind.LowerNonRecoverable => LowerNonRecoverable,
        ThresholdKind.UpperNonCritical => UpperNonCritical,
        ThresholdKind.UpperCritical => UpperCritical,
        _ => UpperNonRecoverable,
    };

    /// <summary>The same with one more threshold given.</summary>
    public SensorThresholds With(ThresholdKind kind, byte raw)
    {
        var mask = Mask | kind.ToMask();
        return kind switch
        {
            ThresholdKind.LowerNonCritical => this with { Mask = mask, LowerNonCritical = raw },
            ThresholdKind.LowerCritical => this with { Mask = mask, LowerCritical = raw },
            ThresholdKind.LowerNonRecoverable => this with { Mask = mask, LowerNonRecoverable = raw },
            ThresholdKind.UpperNonCritical => this with { Mask = mask, UpperNonCritical = raw },
            ThresholdKind.UpperCritical => this with { Mask = mask, UpperCritical = raw },
            _ => this with { Mask = mask, UpperNonRecoverable = raw },
        };
    }
}
