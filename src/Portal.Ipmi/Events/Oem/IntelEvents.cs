namespace Portal.Ipmi.Events.Oem;

/// <summary>
/// Intel server boards and Intel's Node Manager. Sources: "System Event Log Troubleshooting Guide for Intel Server Boards based on Intel Xeon
/// E5 and E7 families", "Intel Intelligent Power Node Manager 2.0 External Interface Specification" §3.2, both public; FreeIPMI reads the same.
/// </summary>
internal sealed class IntelEvents : OemEvents
{
    private const byte BiosPost = 0x01;
    private const byte BiosSmi = 0x33;
    private const byte ManagementEngine = 0x2C;
    private const SensorType NodeManager = (SensorType)0xDC;

    private static readonly string[] s_pcieFatal =
    [
        "PCIe data link layer protocol error", "PCIe surprise link down", "PCIe completer abort", "PCIe unsupported request", "PCIe poisoned TLP", "PCIe flow control protocol error",
        "PCIe completion timeout", "PCIe receiver buffer overflow", "PCIe ACS violation", "PCIe malformed TLP", "PCIe ECRC error", "PCIe received fatal message from downstream",
        "PCIe unexpected completion", "PCIe received ERR_NONFATAL message", "PCIe uncorrectable internal error", "PCIe MC blocked TLP",
    ];

    private static readonly string[] s_pcieFatal2 = ["PCIe atomic egress blocked", "PCIe TLP prefix blocked"];

    private static readonly string[] s_pcieCorrectable =
    [
        "PCIe receiver error", "PCIe bad DLLP", "PCIe bad TLP", "PCIe REPLAY_NUM rollover", "PCIe REPLAY timer timeout", "PCIe advisory non-fatal error", "PCIe link bandwidth changed",
        "PCIe correctable internal error", "PCIe header log overflow",
    ];

    /// <summary>Words of Node Manager's firmware health event, by event data 2.</summary>
    public static string ManagementEngineHealth(byte code) => code switch
    {
        0x00 => "recovery GPIO forced",
        0x01 => "image execution failed",
        0x02 => "flash erase error",
        0x03 => "flash state information",
        0x04 => "internal error",
        0x05 => "BMC did not respond correctly to cold reset",
        0x06 => "direct flash update requested by BIOS",
        0x07 => "manufacturing error",
        0x08 => "persistent storage integrity error",
        0x09 => "firmware exception",
        0x0A => "flash wear-out protection warning",
        0x0D => "PECI over DMI interface error",
        0x0E => "MCTP interface error",
        0x0F => "autoconfiguration finished",
        0x10 => "unsupported segment defined feature",
        0x12 => "CPU debug capability disabled",
        0x13 => "UMA operation error",
        _ => $"health event {code:X2}h",
    };

    /// <summary>How bad a firmware health event is.</summary>
    public static EventSeverity ManagementEngineSeverity(byte code) => code switch
    {
        0x01 or 0x02 or 0x04 or 0x07 or 0x09 or 0x0D or 0x0E => EventSeverity.Critical,
        0x06 or 0x0F => EventSeverity.Nominal,
        _ => EventSeverity.Warning,
    };

    public override (string Words, EventSeverity? Severity)? Name(SystemEventRecord record)
    {
        var type = (byte)record.EventType;
        return record.Generator.Address switch
        {
            ManagementEngine when record.SensorType == NodeManager => NodeManagerEvent(record, type),
            ManagementEngine when type == 0x75 => ($"ME firmware: {ManagementEngineHealth(record.Data2)}", ManagementEngineSeverity(record.Data2)),
            BiosSmi or BiosPost when record.SensorType == SensorType.CriticalInterrupt => type switch
            {
                0x70 => Pick(s_pcieFatal, record.Offset, EventSeverity.Critical),
                0x71 => Pick(s_pcieCorrectable, record.Offset, EventSeverity.Warning),
                0x72 => ("QPI correctable error", EventSeverity.Warning),
                0x73 or 0x74 => ("QPI fatal error", EventSeverity.Critical),
                0x76 => Pick(s_pcieFatal2, record.Offset, EventSeverity.Critical),
                0x77 => ("QPI link width reduced", EventSeverity.Warning),
                _ => null,
            },
            BiosSmi when record.SensorType == SensorType.SystemFirmwareProgress && type == 0x70 =>
                record.IsDeassertion ? ("BIOS recovery complete", EventSeverity.Nominal) : ("BIOS recovery start", EventSeverity.Warning),
            _ => null,
        };
    }

    public override void AddDetails(SystemEventRecord record, List<EventDetail> details)
    {
        var type = (byte)record.EventType;
        if (record.Generator.Address is BiosSmi or BiosPost && record.SensorType == SensorType.CriticalInterrupt)
        {
            // PCIe errors name the device: bus in byte 2, device [7:3] and function [2:0] in byte 3. QPI errors name the node in byte 2.
            if (type is 0x70 or 0x71 or 0x76 && HasOemData(record))
                details.Add(new EventDetail("PCI device", $"{record.Data2:x2}:{record.Data3 >> 3:x2}.{record.Data3 & 0x07}"));
            else if (type is 0x72 or 0x73 or 0x74 or 0x77 && record.Data2Use == EventDataUse.Oem)
                details.Add(new EventDetail("CPU", $"{record.Data2 + 1}"));
        }
        else if (record.Generator.Address == BiosSmi && record is { SensorType: SensorType.Memory, EventType: EventReadingType.SensorSpecific } && HasOemData(record))
        {
            // [7:5] socket, [4:3] channel, [2:0] DIMM of byte 3; [7:4] rank's logical number of byte 2.
            details.Add(new EventDetail("memory module", $"CPU {(record.Data3 >> 5) + 1}, channel {(record.Data3 >> 3) & 0x03}, DIMM {record.Data3 & 0x07}"));
        }
    }

    private static (string Words, EventSeverity? Severity)? NodeManagerEvent(SystemEventRecord record, byte type) => type switch
    {
        0x72 when (record.Data1 & 0x08) != 0 => ("Node Manager: policy correction time exceeded", EventSeverity.Warning),
        0x72 => ($"Node Manager: threshold {record.Data1 & 0x03} {(record.IsDeassertion ? "no longer " : "")}exceeded", record.IsDeassertion ? EventSeverity.Nominal : EventSeverity.Warning),
        0x73 => ("Node Manager health: " + (record.Data2 >> 4) switch
        {
            0x08 => "outlet temperature reading failure",
            0x09 => "volumetric airflow reading failure",
            0x0A => "policy misconfiguration",
            0x0B => "power sensor reading failure",
            0x0C => "inlet temperature reading failure",
            0x0D => "host communication error",
            0x0E => "real-time clock synchronization failure",
            0x0F => "platform shutdown initiated by policy",
            _ => "unknown error",
        }, EventSeverity.Warning),
        0x74 => ("Node Manager operational capabilities changed", EventSeverity.Nominal),
        _ => null,
    };
}
