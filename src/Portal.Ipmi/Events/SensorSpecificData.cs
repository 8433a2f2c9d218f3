namespace Portal.Ipmi.Events;

/// <summary>
/// Event data 2 and 3 of sensor-specific events, IPMI 2.0 table 42-3. A byte is read as an extension code only when event data 1 says that it
/// is one (11b); BIOSes put codes of their own there as "OEM" (10b).
/// </summary>
internal static class SensorSpecificData
{
    private const byte Unspecified = 0xFF;

    /// <summary>Adds what the extension codes of an event say.</summary>
    public static void Add(SystemEventRecord record, List<EventDetail> details)
    {
        if (record.Data2Use == EventDataUse.SensorSpecific)
            AddData2(record, record.Data2, details);
        if (record.Data3Use == EventDataUse.SensorSpecific)
            AddData3(record, record.Data3, details);
    }

    private static void AddData2(SystemEventRecord record, byte data, List<EventDetail> details)
    {
        switch (record.SensorType, record.Offset)
        {
            case (SensorType.PhysicalSecurity, 4):
                Add(details, "network controller", data);
                break;
            case (SensorType.SystemFirmwareProgress, 0):
                Add(details, "error", SensorDataWords.FirmwareError(data));
                break;
            case (SensorType.SystemFirmwareProgress, 1 or 2):
                Add(details, "progress", SensorDataWords.FirmwareProgress(data));
                break;
            case (SensorType.EventLoggingDisabled, 0):
                Add(details, "memory module", data);
                break;
            case (SensorType.EventLoggingDisabled, 1):
                Add(details, "event/reading type", ((EventReadingType)data).Describe());
                break;
            case (SensorType.EventLoggingDisabled, 6):
                var isInstance = record.Data3Use != EventDataUse.SensorSpecific || (record.Data3 & 0x80) == 0;
                Add(details, isInstance ? "entity instance" : "vendor-specific processor number", data);
                break;
            case (SensorType.SystemEvent, 3):
                Add(details, "action", SensorDataWords.AuxiliaryLogAction(data >> 4));
                Add(details, "log", (data & 0x0F) switch { 0 => "MCA", 1 => "OEM 1", 2 => "OEM 2", var log => $"reserved log {log}" });
                break;
            case (SensorType.SystemEvent, 4):
                Add(details, "actions", PefActions(data));
                break;
            case (SensorType.SystemEvent, 5):
                Add(details, "event", (data & 0x80) == 0 ? "first of pair" : "second of pair");
                Add(details, "clock", (data & 0x0F) switch { 0 => "SEL", 1 => "SDR", var clock => $"reserved clock {clock}" });
                break;
            case (SensorType.ChipSet, 0):
                Add(details, "requested power state", SensorDataWords.PowerState(data));
                break;
            case (SensorType.SystemBootInitiated, 7):
                Add(details, "restart cause", SensorDataWords.RestartCause(data & 0x0F));
                break;
            case (SensorType.SlotConnector, _):
                Add(details, "slot type", SensorDataWords.SlotType(data & 0x7F));
                break;
            case (SensorType.Watchdog2, _):
                Add(details, "timer use", TimerUse(data & 0x0F));
                Add(details, "interrupt", TimerInterrupt(data >> 4));
                break;
            case (SensorType.ManagementSubsystemHealth, 0 or 4):
                Add(details, "sensor number", data);
                break;
            case (SensorType.ManagementSubsystemHealth, 5):
                Add(details, "FRU device", (data & 0x80) == 0 ? "not logical" : "logical");
                Add(details, "LUN", (data >> 3) & 0x03);
                Add(details, "private bus", data & 0x07);
                break;
            case (SensorType.SessionAudit, _):
                Add(details, "user", (data & 0x3F) == 0 ? "unspecified" : $"{data & 0x3F}");
                break;
            case (SensorType.VersionChange, _):
                Add(details, "change", SensorDataWords.VersionChange(data));
                break;
            case (SensorType.FruState, _):
                Add(details, "cause", SensorDataWords.FruStateCause(data >> 4));
                // The same state as the present one means that the previous is not known.
                if ((data & 0x0F) != record.Offset)
                    Add(details, "previous state", EventText.Describe(EventReadingType.SensorSpecific, SensorType.FruState, data & 0x0F));
                break;
        }
    }

    private static void AddData3(SystemEventRecord record, byte data, List<EventDetail> details)
    {
        switch (record.SensorType, record.Offset)
        {
            case (SensorType.PowerSupply, 6):
                Add(details, "error", SensorDataWords.PowerSupplyError(data & 0x0F));
                break;
            case (SensorType.Memory, _):
                Add(details, "memory module", data);
                break;
            case (SensorType.EventLoggingDisabled, 1):
                Add(details, "disabled for", (data & 0x20) != 0 ? "all events of the type" : $"{((data & 0x10) != 0 ? "assertion" : "deassertion")} of offset {data & 0x0F}");
                break;
            case (SensorType.EventLoggingDisabled, 5) when data != Unspecified:
                Add(details, "full", $"{data} %");
                break;
            case (SensorType.ChipSet, 0):
                Add(details, "power state at the time", SensorDataWords.PowerState(data));
                break;
            case (SensorType.SystemBootInitiated, 7):
                Add(details, "channel", data & 0x0F);
                break;
            case (SensorType.SlotConnector, _):
                Add(details, "slot", data);
                break;
            case (SensorType.ManagementSubsystemHealth, 5):
                Add(details, "FRU device id or address", $"{data:X2}h");
                break;
            case (SensorType.SessionAudit, _):
                Add(details, "channel", data & 0x0F);
                if (record.Offset == 1)
                    Add(details, "cause", ((data >> 4) & 0x03) switch { 0 => "unspecified", 1 => "Close Session command", 2 => "timeout", _ => "configuration change" });
                break;
        }
    }

    private static string PefActions(byte data)
    {
        string[] names = ["alert", "power off", "reset", "power cycle", "OEM action", "diagnostic interrupt"];
        var actions = new List<string>();
        for (var bit = 0; bit < names.Length; bit++)
        {
            if ((data >> bit & 1) != 0)
                actions.Add(names[bit]);
        }

        return actions.Count == 0 ? "none" : string.Join(" and ", actions);
    }

    private static string TimerUse(int use) => use switch
    {
        1 => "BIOS FRB2",
        2 => "BIOS/POST",
        3 => "OS load",
        4 => "SMS/OS",
        5 => "OEM",
        0x0F => "unspecified",
        _ => $"reserved use {use}",
    };

    private static string TimerInterrupt(int type) => type switch
    {
        0 => "none",
        1 => "SMI",
        2 => "NMI",
        3 => "messaging interrupt",
        0x0F => "unspecified",
        _ => $"reserved type {type}",
    };

    private static void Add(List<EventDetail> details, string name, int number) => Add(details, name, $"{number}");

    private static void Add(List<EventDetail> details, string name, string value) => details.Add(new EventDetail(name, value));
}
