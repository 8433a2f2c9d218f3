namespace Portal.Ipmi.Sensors;

/// <summary>Access to a sensor's hysteresis or thresholds, IPMI 2.0 §43.1, byte 12.</summary>
public enum SensorAccess : byte
{
    /// <summary>There is none, or nothing is said.</summary>
    None = 0,

    /// <summary>Readable.</summary>
    Readable = 1,

    /// <summary>Readable and settable.</summary>
    Settable = 2,

    /// <summary>Fixed in the sensor and not readable; the record has the values.</summary>
    Fixed = 3,
}
