namespace Portal.Ipmi.Sensors;

/// <summary>A set of thresholds, bits as in Get Sensor Thresholds (IPMI 2.0 §35.9).</summary>
[Flags]
public enum ThresholdMask : byte
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>Lower non-critical.</summary>
    LowerNonCritical = 0x01,

    /// <summary>Lower critical.</summary>
    LowerCritical = 0x02,

    /// <summary>Lower non-recoverable.</summary>
    LowerNonRecoverable = 0x04,

    /// <summary>Upper non-critical.</summary>
    UpperNonCritical = 0x08,

    /// <summary>Upper critical.</summary>
    UpperCritical = 0x10,

    /// <summary>Upper non-recoverable.</summary>
    UpperNonRecoverable = 0x20,

    /// <summary>Both non-critical ones.</summary>
    NonCritical = LowerNonCritical | UpperNonCritical,

    /// <summary>Both critical ones.</summary>
    Critical = LowerCritical | UpperCritical,

    /// <summary>Both non-recoverable ones.</summary>
    NonRecoverable = LowerNonRecoverable | UpperNonRecoverable,
}
