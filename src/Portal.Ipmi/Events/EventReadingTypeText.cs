namespace Portal.Ipmi.Events;

/// <summary>Event/reading types: their kind, and their names in words.</summary>
public static class EventReadingTypeText
{
    /// <summary>The kind of the type, IPMI 2.0 tables 42-1 and 42-2.</summary>
    public static EventReadingClass GetClass(this EventReadingType type) => type switch
    {
        EventReadingType.Threshold => EventReadingClass.Threshold,
        EventReadingType.UsageState or EventReadingType.Severity => EventReadingClass.Discrete,
        >= EventReadingType.State and <= EventReadingType.DeviceEnabled => EventReadingClass.DigitalDiscrete,
        >= EventReadingType.Availability and <= EventReadingType.AcpiDevicePower => EventReadingClass.Discrete,
        EventReadingType.SensorSpecific => EventReadingClass.SensorSpecific,
        >= EventReadingType.FirstOem and <= EventReadingType.LastOem => EventReadingClass.Oem,
        _ => EventReadingClass.Unspecified,
    };

    /// <summary>The type in words: <c>threshold</c>, <c>redundancy</c>, <c>OEM type 71h</c>.</summary>
    public static string Describe(this EventReadingType type) => type switch
    {
        EventReadingType.Unspecified => "unspecified",
        EventReadingType.Threshold => "threshold",
        EventReadingType.UsageState => "usage state",
        EventReadingType.State => "state",
        EventReadingType.PredictiveFailure => "predictive failure",
        EventReadingType.Limit => "limit",
        EventReadingType.Performance => "performance",
        EventReadingType.Severity => "severity",
        EventReadingType.DevicePresence => "device presence",
        EventReadingType.DeviceEnabled => "device enabled",
        EventReadingType.Availability => "availability",
        EventReadingType.Redundancy => "redundancy",
        EventReadingType.AcpiDevicePower => "ACPI device power state",
        EventReadingType.SensorSpecific => "sensor-specific",
        >= EventReadingType.FirstOem and <= EventReadingType.LastOem => $"OEM type {(byte)type:X2}h",
        _ => $"reserved type {(byte)type:X2}h",
    };
}
