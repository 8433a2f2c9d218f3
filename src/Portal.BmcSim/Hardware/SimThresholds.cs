namespace Portal.BmcSim.Hardware;

/// <summary>Thresholds of a sensor as raw values; null for one that it does not have.</summary>
public sealed record SimThresholds(
    byte? LowerNonCritical = null, byte? LowerCritical = null, byte? LowerNonRecoverable = null,
    byte? UpperNonCritical = null, byte? UpperCritical = null, byte? UpperNonRecoverable = null)
{
    /// <summary>In the order of Get Sensor Thresholds, IPMI 2.0 §35.9.</summary>
    internal byte? this[int index] => index switch
    {
        0 => LowerNonCritical,
        1 => LowerCritical,
        2 => LowerNonRecoverable,
        3 => UpperNonCritical,
        4 => UpperCritical,
        _ => UpperNonRecoverable,
    };

    /// <summary>Bit mask of those that exist, in the same order.</summary>
    internal byte Mask
    {
        get
        {
            byte mask = 0;
            for (var i = 0; i < 6; i++)
                mask |= (byte)(this[i] is null ? 0 : 1 << i);
            return mask;
        }
    }
}
