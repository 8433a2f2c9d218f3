using Portal.Ipmi.Events.Oem;

namespace Portal.Ipmi.Events;

/// <content>From log records to words.</content>
public sealed partial record EventDescription
{
    private const byte UnspecifiedValue = 0xFF;
    private const byte UnspecifiedOffset = 0x0F;

    /// <summary>Puts a log record into words. It knows every standard event and what <see cref="EventContext.ManufacturerId"/> documents; the rest is shown as bytes.</summary>
    public static EventDescription Of(SelRecord record, EventContext context) => record switch
    {
        SystemEventRecord systemEvent => OfEvent(systemEvent, context),
        OemTimestampedSelRecord oem => OemEvents.For(oem.ManufacturerId == 0 ? context.ManufacturerId : oem.ManufacturerId).Describe(oem) ?? Unknown(
            $"OEM record {oem.RecordType:X2}h", $"manufacturer {oem.ManufacturerId}, data {Convert.ToHexString(oem.Data)}"),
        OemSelRecord oem => OemEvents.For(context.ManufacturerId).Describe(oem) ?? LinuxPanicEvents.Describe(oem) ?? Unknown($"OEM record {oem.RecordType:X2}h", $"data {Convert.ToHexString(oem.Data)}"),
        _ => Unknown($"record of unknown type {record.RecordType:X2}h", Convert.ToHexString(record.Bytes.ToArray()[3..])),
    };

    private static EventDescription Unknown(string subject, string data) => new() { Subject = subject, Event = data };

    private static EventDescription OfEvent(SystemEventRecord record, EventContext context)
    {
        var sensor = context.Sensors?.Find(record.Generator, record.SensorNumber);
        var subject = $"{record.SensorType.Describe()} {sensor?.Name ?? $"#{record.SensorNumber:X2}h"}";
        var oem = OemEvents.For(context.ManufacturerId);
        var details = new List<EventDetail>();
        double? reading = null, threshold = null;
        if (record.EventType.GetClass() == EventReadingClass.Threshold)
        {
            reading = Value("reading", record.Data2Use, record.Data2, sensor, details);
            threshold = Value("threshold", record.Data3Use, record.Data3, sensor, details);
        }
        else if (record.Data2Use == EventDataUse.ReadingOrState)
        {
            AddPreviousState(record, details);
        }

        // Extension codes of table 42-3 belong to sensor-specific events.
        if (record.EventType == EventReadingType.SensorSpecific)
            SensorSpecificData.Add(record, details);
        oem.AddDetails(record, details);
        AddUnexplained(record, details);
        var words = oem.Name(record) is { } known ? known : LinuxPanicEvents.Name(record) ?? (EventText.Describe(record.EventType, record.SensorType, record.Offset), null);
        return new EventDescription
        {
            Subject = subject,
            Event = words.Words,
            IsDeassertion = record.IsDeassertion,
            Severity = words.Severity ?? EventText.Severity(record.EventType, record.SensorType, record.Offset, record.IsDeassertion),
            Sensor = sensor,
            Reading = reading,
            Threshold = threshold,
            Details = details,
        };
    }

    private static double? Value(string name, EventDataUse use, byte raw, EventSensor? sensor, List<EventDetail> details)
    {
        // FFh stands for "unspecified", but is a reading too when the first byte says that one follows.
        if (use != EventDataUse.ReadingOrState)
            return null;
        var value = sensor?.Convert?.Invoke(raw);
        details.Add(new EventDetail(name, value is { } number ? Number(number, sensor!.Unit) : $"raw {raw:X2}h"));
        return value;
    }

    private static void AddPreviousState(SystemEventRecord record, List<EventDetail> details)
    {
        if (record.Data2 == UnspecifiedValue)
            return;
        var previous = (byte)(record.Data2 & 0x0F);
        var severity = (byte)(record.Data2 >> 4);
        if (previous != UnspecifiedOffset)
            details.Add(new EventDetail("previous state", EventText.Describe(record.EventType, record.SensorType, previous)));
        if (severity != UnspecifiedOffset)
            details.Add(new EventDetail("severity", EventText.Describe(EventReadingType.Severity, record.SensorType, severity)));
    }

    /// <summary>Bytes that the event says are there, and that nobody above has explained.</summary>
    private static void AddUnexplained(SystemEventRecord record, List<EventDetail> details)
    {
        if (details.Count > 0)
            return;
        if (record.Data2Use >= EventDataUse.Oem && record.Data2 != UnspecifiedValue)
            details.Add(new EventDetail(record.Data2Use == EventDataUse.Oem ? "OEM data 2" : "data 2", $"{record.Data2:X2}h"));
        if (record.Data3Use >= EventDataUse.Oem && record.Data3 != UnspecifiedValue)
            details.Add(new EventDetail(record.Data3Use == EventDataUse.Oem ? "OEM data 3" : "data 3", $"{record.Data3:X2}h"));
    }
}
