namespace Portal.Ipmi.Sensors;

/// <summary>Whether thresholds are read with the sensors: one more command for each that has some.</summary>
public enum ThresholdUse
{
    /// <summary>No.</summary>
    None,

    /// <summary>With the first reading; they hardly ever change.</summary>
    Once,

    /// <summary>With every reading.</summary>
    Always,
}
