namespace Portal.Ipmi.Sensors;

/// <summary>The six thresholds, in the order of Get Sensor Thresholds (IPMI 2.0 §35.9).</summary>
public enum ThresholdKind
{
    /// <summary>Lower non-critical: a warning.</summary>
    LowerNonCritical,

    /// <summary>Lower critical.</summary>
    LowerCritical,

    /// <summary>Lower non-recoverable.</summary>
    LowerNonRecoverable,

    /// <summary>Upper non-critical: a warning.</summary>
    UpperNonCritical,

    /// <summary>Upper critical.</summary>
    UpperCritical,

    /// <summary>Upper non-recoverable.</summary>
    UpperNonRecoverable,
}
