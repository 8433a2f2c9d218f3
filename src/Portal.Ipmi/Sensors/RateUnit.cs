namespace Portal.Ipmi.Sensors;

/// <summary>What a unit is counted per, IPMI 2.0 §43.1, sensor units 1.</summary>
public enum RateUnit : byte
{
    /// <summary>Not a rate.</summary>
    None = 0,

    /// <summary>Per microsecond.</summary>
    PerMicrosecond = 1,

    /// <summary>Per millisecond.</summary>
    PerMillisecond = 2,

    /// <summary>Per second.</summary>
    PerSecond = 3,

    /// <summary>Per minute.</summary>
    PerMinute = 4,

    /// <summary>Per hour.</summary>
    PerHour = 5,

    /// <summary>Per day.</summary>
    PerDay = 6,

    /// <summary>Reserved.</summary>
    Reserved = 7,
}
