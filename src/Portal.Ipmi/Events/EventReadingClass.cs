namespace Portal.Ipmi.Events;

/// <summary>The kinds of event/reading types, IPMI 2.0 table 42-1.</summary>
public enum EventReadingClass
{
    /// <summary>Unspecified or reserved.</summary>
    Unspecified,

    /// <summary>Threshold based: the sensor has a reading and thresholds.</summary>
    Threshold,

    /// <summary>Discrete, generic: one or more of several states.</summary>
    Discrete,

    /// <summary>Discrete, generic, with two states of which one is always true.</summary>
    DigitalDiscrete,

    /// <summary>Discrete, with the states of the sensor's type.</summary>
    SensorSpecific,

    /// <summary>Discrete, with states that a manufacturer defines.</summary>
    Oem,
}
