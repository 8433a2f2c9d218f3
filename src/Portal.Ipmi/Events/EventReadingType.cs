namespace Portal.Ipmi.Events;

/// <summary>Event/reading type codes, IPMI 2.0 §42.1, tables 42-1 and 42-2. Values 70h to 7Fh are OEM; the rest is reserved.</summary>
public enum EventReadingType : byte
{
    /// <summary>Unspecified.</summary>
    Unspecified = 0x00,

    /// <summary>Threshold based.</summary>
    Threshold = 0x01,

    /// <summary>DMI usage state: idle, active, busy.</summary>
    UsageState = 0x02,

    /// <summary>State deasserted or asserted.</summary>
    State = 0x03,

    /// <summary>Predictive failure deasserted or asserted.</summary>
    PredictiveFailure = 0x04,

    /// <summary>Limit not exceeded or exceeded.</summary>
    Limit = 0x05,

    /// <summary>Performance met or lagging.</summary>
    Performance = 0x06,

    /// <summary>Transition between severities.</summary>
    Severity = 0x07,

    /// <summary>Device absent or present.</summary>
    DevicePresence = 0x08,

    /// <summary>Device disabled or enabled.</summary>
    DeviceEnabled = 0x09,

    /// <summary>Availability: running, in test, power off and so on.</summary>
    Availability = 0x0A,

    /// <summary>Redundancy.</summary>
    Redundancy = 0x0B,

    /// <summary>ACPI device power state D0 to D3.</summary>
    AcpiDevicePower = 0x0C,

    /// <summary>Offsets of the sensor's type, table 42-3.</summary>
    SensorSpecific = 0x6F,

    /// <summary>First of those that mean what a manufacturer says.</summary>
    FirstOem = 0x70,

    /// <summary>Last of those that mean what a manufacturer says.</summary>
    LastOem = 0x7F,
}
