namespace Portal.Ipmi.Sensors;

/// <summary>How a BMC's sensors are read.</summary>
public sealed record SensorReaderOptions
{
    /// <summary>Where sensor data records are kept between readers; null: this reader alone remembers them.</summary>
    public ISdrCache? Cache { get; init; }

    /// <summary>
    /// Names this BMC in the cache: something that tells it from every other and changes with what may change its records, such as its firmware. Null asks
    /// the BMC for its device id and system GUID and uses these.
    /// </summary>
    public string? CacheIdentity { get; init; }

    /// <summary>Thresholds with the readings.</summary>
    public ThresholdUse Thresholds { get; init; } = ThresholdUse.Once;

    /// <summary>The records' state is asked again only when this long has passed since it was last asked; 0 asks before every read.</summary>
    public TimeSpan CheckRecordsEvery { get; init; }

    /// <summary>
    /// A connection to a controller other than the BMC, by address and channel. Null uses the BMC's bridge if the connection has one. A function that answers
    /// null leaves the sensors of that controller alone; one that answers the BMC's own connection helps with firmware that names a wrong owner (Fujitsu RX300).
    /// </summary>
    public Func<SensorOwner, IIpmiConnection?>? Controllers { get; init; }

    /// <summary>
    /// A sensor that gave no answer, or a slow one without a reading, is left alone for this long, doubled with each time up to
    /// <see cref="LongestRest"/>. HP's DL160 G6 keeps one waiting for 5 s for each part that is not there.
    /// </summary>
    public TimeSpan FirstRest { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest time that a sensor is left alone.</summary>
    public TimeSpan LongestRest { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>An answer without a reading that took longer than this counts as slow.</summary>
    public TimeSpan SlowAnswer { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>So many sensors one after the other without an answer, and the BMC is taken for gone.</summary>
    public int MaxSilentInARow { get; init; } = 3;

    /// <summary>How records are read.</summary>
    public SdrReaderOptions Records { get; init; } = new();

    /// <summary>Clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
