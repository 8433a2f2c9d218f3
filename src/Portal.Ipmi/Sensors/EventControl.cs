namespace Portal.Ipmi.Sensors;

/// <summary>How a sensor's event messages are switched, IPMI 2.0 §43.1, byte 12.</summary>
public enum EventControl : byte
{
    /// <summary>Each threshold or state by itself.</summary>
    PerState = 0,

    /// <summary>The sensor as a whole.</summary>
    WholeSensor = 1,

    /// <summary>Only with all others of the controller.</summary>
    GlobalOnly = 2,

    /// <summary>It sends none.</summary>
    NoEvents = 3,
}
