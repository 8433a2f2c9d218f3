namespace Portal.Ipmi.Sensors;

/// <summary>How a raw reading is a number, IPMI 2.0 §43.1, sensor units 1.</summary>
public enum AnalogFormat : byte
{
    /// <summary>Unsigned.</summary>
    Unsigned = 0,

    /// <summary>One's complement.</summary>
    OnesComplement = 1,

    /// <summary>Two's complement.</summary>
    TwosComplement = 2,

    /// <summary>The sensor has no analog reading.</summary>
    None = 3,
}
