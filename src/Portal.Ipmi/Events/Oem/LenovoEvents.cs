namespace Portal.Ipmi.Events.Oem;

/// <summary>
/// Lenovo: ThinkServer and ThinkSystem (TSM, XCC). Source: pyghmi's decoder, contributed by Lenovo (pyghmi/ipmi/oem/lenovo/handler.py,
/// Apache 2.0): OEM records D0h to D3h, Intel ME events, drive bays.
/// </summary>
internal sealed class LenovoEvents : OemEvents
{
    private const EventReadingType ManagementEngine = (EventReadingType)0x75;

    private static readonly string[] s_firmware = ["", "management controller", "UEFI/BIOS", "CPLD", "power supply", "storage adapter", "add-in adapter"];

    public override (string Words, EventSeverity? Severity)? Name(SystemEventRecord record) =>
        record.EventType == ManagementEngine ? ($"ME firmware: {IntelEvents.ManagementEngineHealth(record.Data2)}", IntelEvents.ManagementEngineSeverity(record.Data2)) : null;

    public override void AddDetails(SystemEventRecord record, List<EventDetail> details)
    {
        if (record is { SensorType: SensorType.DriveSlot, EventType: EventReadingType.SensorSpecific, Data2Use: EventDataUse.Oem })
            details.Add(new EventDetail("bay", $"{record.Data2 & 0x1F}"));
    }

    public override EventDescription? Describe(OemTimestampedSelRecord record)
    {
        var data = record.Data;
        return record.RecordType switch
        {
            0xD0 => FirmwareUpdate(data),
            0xD1 => BiosRecovery(data),
            0xD2 when data[0] == 1 => new EventDescription { Subject = "eMMC", Event = "Format error", Severity = EventSeverity.Critical },
            0xD3 when data[0] == 1 => new EventDescription
            {
                Subject = "User privilege",
                Event = "User privilege modification",
                Severity = EventSeverity.Nominal,
                Details = [new("user", $"{data[2]}"), new("channel", $"{data[1]}"), new("from", $"{data[3] & 0x0F}"), new("to", $"{data[3] >> 4}")],
            },
            _ => null,
        };
    }

    private static EventDescription? FirmwareUpdate(byte[] data)
    {
        if (data[0] == 0 || data[0] >= s_firmware.Length)
            return null;
        var slot = data[1] >> 3;
        var (words, severity) = (data[1] & 0x07) switch
        {
            0 => ("Update failed", EventSeverity.Critical),
            1 => ("Update succeeded", EventSeverity.Nominal),
            2 => ("Update aborted", EventSeverity.Nominal),
            _ => ("Update ended in an unknown state", EventSeverity.Warning),
        };
        return new EventDescription
        {
            Subject = $"Firmware of {s_firmware[data[0]]}{(slot == 0 ? "" : $" {slot}")}",
            Event = words,
            Severity = severity,
            Details = [new("version", $"{data[2]}.{data[3]}")],
        };
    }

    private static EventDescription BiosRecovery(byte[] data)
    {
        var method = (data[0] >> 4) switch { 1 => "Automatic recovery", 2 => "Manual recovery", _ => "Recovery" };
        var failed = (data[0] & 0x0F) == 0;
        return new EventDescription
        {
            Subject = "Firmware of UEFI/BIOS",
            Event = method + (failed ? " failed" : "") + (data[1] == 1 ? ", recovery image not found" : ""),
            Severity = failed ? EventSeverity.Critical : EventSeverity.Warning,
            Details = [new("version", $"{data[2]}.{data[3]}")],
        };
    }
}
