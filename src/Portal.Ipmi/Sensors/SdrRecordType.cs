namespace Portal.Ipmi.Sensors;

/// <summary>Types of sensor data records, IPMI 2.0 §43. 0Ah to 0Fh and all others are reserved.</summary>
public enum SdrRecordType : byte
{
    /// <summary>Full sensor record.</summary>
    FullSensor = 0x01,

    /// <summary>Compact sensor record.</summary>
    CompactSensor = 0x02,

    /// <summary>Event-only record.</summary>
    EventOnly = 0x03,

    /// <summary>Entity association.</summary>
    EntityAssociation = 0x08,

    /// <summary>Device-relative entity association.</summary>
    DeviceRelativeEntityAssociation = 0x09,

    /// <summary>Generic device locator.</summary>
    GenericDeviceLocator = 0x10,

    /// <summary>FRU device locator.</summary>
    FruDeviceLocator = 0x11,

    /// <summary>Management controller device locator.</summary>
    ControllerLocator = 0x12,

    /// <summary>Management controller confirmation.</summary>
    ControllerConfirmation = 0x13,

    /// <summary>BMC message channel info, deprecated since IPMI 1.5.</summary>
    MessageChannelInfo = 0x14,

    /// <summary>OEM record.</summary>
    Oem = 0xC0,
}
