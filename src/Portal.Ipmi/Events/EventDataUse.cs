namespace Portal.Ipmi.Events;

/// <summary>What a data byte of an event holds, IPMI 2.0 §29.7, table 29-6.</summary>
public enum EventDataUse : byte
{
    /// <summary>Nothing that is specified.</summary>
    Unspecified = 0,

    /// <summary>Threshold sensors: the reading (byte 2) or the threshold (byte 3). Discrete ones: previous state and severity in byte 2.</summary>
    ReadingOrState = 1,

    /// <summary>Something that the manufacturer defines.</summary>
    Oem = 2,

    /// <summary>An extension code that the sensor's type defines, table 42-3.</summary>
    SensorSpecific = 3,
}
