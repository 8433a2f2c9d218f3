namespace Portal.Ipmi.Events.Oem;

/// <summary>
/// Supermicro. Sources: ipmitool's decoder, contributed by Supermicro (ipmi_sel.c, ipmi_sel_supermicro.h), ipmiutil, and FreeIPMI's notes on
/// the CPU overheat sensor.
/// </summary>
internal sealed class SupermicroEvents : OemEvents
{
    private const SensorType CpuTemperature = (SensorType)0xC0;
    private const SensorType BmcReset = (SensorType)0xD0;
    private const EventReadingType Overheat = (EventReadingType)0x70;
    private const byte OverheatOffset = 2;

    public override (string Words, EventSeverity? Severity)? Name(SystemEventRecord record) => (record.SensorType, record.EventType) switch
    {
        (CpuTemperature, Overheat) when record.Offset == OverheatOffset => ("Overheat", record.IsDeassertion ? EventSeverity.Nominal : EventSeverity.Critical),
        (BmcReset, EventReadingType.SensorSpecific) when record is { Data1: 0x80, Data3: 0xFF } => record.Data2 switch
        {
            0 => ("BMC unexpected reset", EventSeverity.Warning),
            1 => ("BMC cold reset", EventSeverity.Nominal),
            2 => ("BMC warm reset", EventSeverity.Nominal),
            _ => null,
        },
        _ => null,
    };

    public override void AddDetails(SystemEventRecord record, List<EventDetail> details)
    {
        // ECC events of X10 and later boards: 2Ah 80h is CPU 1, pair B (2), DIMM 1 (Ah). Older generations number otherwise: the bytes are
        // shown where they do not fit.
        if (record.SensorType != SensorType.Memory || record.EventType != EventReadingType.SensorSpecific || record.Offset > 1 || !HasOemData(record))
            return;
        var pair = record.Data2 >> 4;
        var dimm = (record.Data2 & 0x0F) - 9;
        if (pair == 0 || dimm < 1)
            return;
        var cpu = (record.Data3 & 0x07) + 1;
        details.Add(new EventDetail("memory module", $"DIMM{(char)('A' + pair - 1)}{dimm} of CPU {cpu}"));
    }
}
