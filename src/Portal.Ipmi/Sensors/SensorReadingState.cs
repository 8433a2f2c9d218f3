namespace Portal.Ipmi.Sensors;

/// <summary>Whether a sensor's reading is one.</summary>
public enum SensorReadingState
{
    /// <summary>It is.</summary>
    Available,

    /// <summary>The controller has none now: nothing is plugged in, the host is off, or the first one is still to come.</summary>
    Unavailable,

    /// <summary>Scanning of the sensor is disabled.</summary>
    ScanningDisabled,

    /// <summary>The controller refused the command.</summary>
    Refused,

    /// <summary>No answer came, or none that makes sense.</summary>
    NoAnswer,

    /// <summary>There is no way to the controller that has the sensor.</summary>
    OutOfReach,

    /// <summary>The sensor only sends events.</summary>
    EventOnly,
}
