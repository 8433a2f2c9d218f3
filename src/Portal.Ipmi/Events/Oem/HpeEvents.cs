namespace Portal.Ipmi.Events.Oem;

/// <summary>
/// HPE (and HP) ProLiant. Public: the LED sensors of type C0h, as FreeIPMI documents them for the DL160 Gen8. iLO keeps its own log, the IML,
/// and tells the rest by Redfish only.
/// </summary>
internal sealed class HpeEvents : OemEvents
{
    private const SensorType Led = (SensorType)0xC0;
    private const EventReadingType UidLight = (EventReadingType)0x70;
    private const EventReadingType HealthLed = (EventReadingType)0x71;

    public override (string Words, EventSeverity? Severity)? Name(SystemEventRecord record) => (record.SensorType, record.EventType, record.Offset) switch
    {
        (Led, UidLight, 0) => ("UID light on", EventSeverity.Nominal),
        (Led, UidLight, 1) => ("UID light off", EventSeverity.Nominal),
        (Led, UidLight, 2) => ("UID light blinking", EventSeverity.Nominal),
        (Led, HealthLed, 0) => ("Health LED green", EventSeverity.Nominal),
        (Led, HealthLed, 1) => ("Health LED amber", EventSeverity.Warning),
        (Led, HealthLed, 2) => ("Health LED red", EventSeverity.Critical),
        _ => null,
    };
}
