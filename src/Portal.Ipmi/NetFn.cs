namespace Portal.Ipmi;

/// <summary>Network function codes (request values), IPMI 2.0 §5.1.</summary>
public enum NetFn : byte
{
    /// <summary>Chassis.</summary>
    Chassis = 0x00,

    /// <summary>Bridge.</summary>
    Bridge = 0x02,

    /// <summary>Sensor and event.</summary>
    SensorEvent = 0x04,

    /// <summary>Application.</summary>
    App = 0x06,

    /// <summary>Firmware.</summary>
    Firmware = 0x08,

    /// <summary>Storage.</summary>
    Storage = 0x0A,

    /// <summary>Transport.</summary>
    Transport = 0x0C,

    /// <summary>Group extension.</summary>
    Group = 0x2C,

    /// <summary>OEM by IANA number.</summary>
    Oem = 0x2E,
}
