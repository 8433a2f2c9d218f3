namespace Portal.Ipmi.Events.Oem;

/// <summary>
/// Dell PowerEdge. Sources: ipmitool's decoder, contributed by Dell (ipmi_sel.c, get_dell_evt_desc), and FreeIPMI's, written from Dell's code
/// and specification of the R610, R710 and R720.
/// </summary>
internal sealed class DellEvents : OemEvents
{
    private const SensorType Performance = (SensorType)0xC0;
    private const SensorType LinkTuning = (SensorType)0xC1;
    private const SensorType NonFatal = (SensorType)0xC2;
    private const SensorType FatalIo = (SensorType)0xC3;
    private const SensorType Upgrade = (SensorType)0xC4;
    private const EventReadingType ModuleStatus = (EventReadingType)0x70;
    private const byte QpiLinkSensor = 0x29;
    private const byte PostFatal = 0x0F;

    private static readonly string[] s_status = ["Absent", "Standby", "IPMI function ready", "Fully ready", "Offline", "Failed", "Active", "Booting", "Write protected"];

    private static readonly string[] s_performance =
    [
        "Performance good", "Degraded: other", "Degraded: thermal protection", "Degraded: cooling capacity change", "Degraded: power capacity change",
        "Degraded: user-defined power capacity", "Halted: system power exceeds capacity", "Degraded: system power exceeds capacity",
    ];

    private static readonly string[] s_linkTuning =
    [
        "Link tuning good", "Failed to program virtual MAC address", "Device option ROM failed to support link tuning or flex address",
        "Failed to get link tuning or flex address data",
    ];

    private static readonly string[] s_powerSupply =
    [
        "", "communication error", "over-temperature warning", "over-temperature fault", "under-voltage fault", "over-voltage fault", "over-current fault", "fan fault",
    ];

    public override (string Words, EventSeverity? Severity)? Name(SystemEventRecord record) => (record.SensorType, record.EventType) switch
    {
        (_, ModuleStatus) => Pick(s_status, record.Offset, record.Offset == 5 ? EventSeverity.Critical : record.Offset is 0 or 4 or 8 ? EventSeverity.Warning : EventSeverity.Nominal),
        (Performance, EventReadingType.SensorSpecific) => Pick(s_performance, record.Offset, record.Offset switch { 0 => EventSeverity.Nominal, 6 => EventSeverity.Critical, _ => EventSeverity.Warning }),
        (LinkTuning, EventReadingType.SensorSpecific) => Pick(s_linkTuning, record.Offset, record.Offset == 0 ? EventSeverity.Nominal : EventSeverity.Warning),
        (NonFatal, EventReadingType.SensorSpecific) => Pick(["PCIe error", "", "QPI link degrade"], record.Offset, EventSeverity.Warning),
        (FatalIo, EventReadingType.SensorSpecific) => Pick(["Successful", "Fatal I/O error"], record.Offset, record.Offset == 0 ? EventSeverity.Nominal : EventSeverity.Critical),
        (Upgrade, EventReadingType.SensorSpecific) => Pick(["Upgrade successful", "Upgrade failed"], record.Offset, record.Offset == 0 ? EventSeverity.Nominal : EventSeverity.Critical),
        (SensorType.SystemFirmwareProgress, EventReadingType.SensorSpecific) when record.Offset == PostFatal => ("POST fatal error", EventSeverity.Critical),
        _ => null,
    };

    public override void AddDetails(SystemEventRecord record, List<EventDetail> details)
    {
        var oem2 = record.Data2Use == EventDataUse.Oem;
        switch (record.SensorType)
        {
            case SensorType.Processor when oem2 && LowestBit(record.Data2) is { } cpu:
                details.Add(new EventDetail("CPU", $"{cpu + 1}"));
                break;
            case SensorType.PowerSupply when oem2 && record is { EventType: EventReadingType.SensorSpecific, Offset: 1 } && Pick(s_powerSupply, record.Data2, default) is { } fault:
                details.Add(new EventDetail("fault", fault.Words));
                break;
            case SensorType.PhysicalSecurity when oem2 && record.Data2 is 1 or 2:
                details.Add(new EventDetail("while system", record.Data2 == 1 ? "on" : "off"));
                break;
            case SensorType.Memory or SensorType.EventLoggingDisabled when record.EventType != EventReadingType.Redundancy:
                AddMemory(record, details);
                break;
            case SensorType.SystemFirmwareProgress when oem2 && record.Offset == PostFatal:
                details.Add(new EventDetail("error", PostError(record.Data2)));
                break;
            case SensorType.VersionChange when HasOemData(record) && record is { Offset: 2, Data2: 2 }:
                details.Add(new EventDetail("between", record.Data3 == 1 ? "BMC firmware and CPU" : "BMC firmware and other hardware"));
                break;
            case SensorType.CriticalInterrupt or NonFatal or FatalIo or LinkTuning when HasOemData(record):
                AddDevice(record, details);
                break;
        }
    }

    /// <summary>DIMMs: the high digit of byte 2 says how many there are per node, its low digit and the bits of byte 3 which ones.</summary>
    private static void AddMemory(SystemEventRecord record, List<EventDetail> details)
    {
        if (!HasOemData(record))
            return;
        var kind = record.Data2 >> 4;
        var perNode = kind switch { 8 => 4, 9 => 6, 0x0A => 8, 0x0B => 9, 0x0C => 12, 0x0D => 24, 0x0E => 3, _ => 0 };
        var first = (record.Data2 & 0x0F) == 0x0F ? 0 : (record.Data2 & 0x0F) * 8;
        var modules = new List<string>();
        for (var bit = 0; bit < 8; bit++)
        {
            if ((record.Data3 >> bit & 1) == 0)
                continue;
            var number = first + bit;
            modules.Add(perNode == 0 ? $"DIMM{number + 1}" : $"DIMM{(char)('A' + (number / perNode))}{(number % perNode) + 1}");
        }

        if (kind < 8)
            details.Add(new EventDetail("memory card", $"{(char)('A' + kind)}"));
        if (modules.Count > 0)
            details.Add(new EventDetail("memory module", string.Join(" ", modules)));
    }

    private static void AddDevice(SystemEventRecord record, List<EventDetail> details)
    {
        if (record.SensorNumber == QpiLinkSensor)
        {
            details.Add(new EventDetail("reporting agent", $"{((record.Data3 & 1) == 0 ? "CPU" : "IOH")} {record.Data2 & 0x03} link {(record.Data2 >> 2) & 0x03}"));
            details.Add(new EventDetail("partner agent", $"{((record.Data3 & 2) == 0 ? "CPU" : "IOH")} {(record.Data2 >> 4) & 0x03} link {record.Data2 >> 6}"));
            return;
        }

        details.Add((record.Data3 & 0x80) != 0
            ? new EventDetail("slot", $"{record.Data3 & 0x7F}")
            : new EventDetail("PCI device", $"{record.Data3 & 0x7F:x2}:{record.Data2 >> 3:x2}.{record.Data2 & 0x07}"));
    }

    private static int? LowestBit(byte bits) => bits == 0 ? null : System.Numerics.BitOperations.TrailingZeroCount(bits);

    private static string PostError(byte code) => code switch
    {
        0x80 => "no memory detected",
        0x81 => "memory detected but not configurable",
        0x82 => "memory configured but not usable",
        0x83 => "system BIOS shadow failure",
        0x84 => "CMOS failure",
        0x85 => "DMA controller failure",
        0x86 => "interrupt controller failure",
        0x87 => "timer refresh failure",
        0x88 => "programmable interval timer error",
        0x89 => "parity error",
        0x8A => "SIO failure",
        0x8B => "keyboard controller failure",
        0x8C => "SMI initialization failure",
        0xC0 => "shutdown test failure",
        0xC1 => "POST memory test failure",
        0xC2 => "RAC configuration failure",
        0xC3 => "CPU configuration failure",
        0xC4 => "incorrect memory configuration",
        0xFE => "general failure after video",
        _ => $"code {code:X2}h",
    };
}
