namespace Portal.BmcSim.Hardware.Profiles;

/// <summary>The log of a server that has seen one bad fan, and the filters a manufacturer ships.</summary>
internal static class StandardEvents
{
    public static IReadOnlyList<byte[]> All { get; } = new EventKit(StandardSensors.All, "2026-03-02 08:11:05Z")
        .Event("System Event Log", 0x02)
        .BeforeClock(41).From(0x0020, 0x09, 0x70, 0x6F, 0x04)
        .At("2026-03-02 08:20:12Z").From(0x0001, 0x12, 0x71, 0x6F, 0xC5, 0x00)
        .After(0.1).From(0x0001, 0x12, 0x71, 0x6F, 0xC5, 0x80)
        .After(1).From(0x0001, 0x0F, 0x06, 0x6F, 0xC2, 0x01)
        .After(1).From(0x0001, 0x0F, 0x06, 0x6F, 0xC2, 0x13)
        .After(2).From(0x0041, 0x1F, 0x72, 0x6F, 0x01)
        .After(52310).Crossed("FAN3", 0, 29, 30)
        .After(3).Crossed("FAN3", 2, 18, 20)
        .After(44).Crossed("FAN3", 2, 21, 20, deassert: true)
        .After(1).Crossed("FAN3", 0, 88, 30, deassert: true)
        .After(7300).Event("PSU2 Status", 0x03)
        .After(0).Event("PSU Redundancy", 0x01)
        .After(9).Event("PSU2 Status", 0x03, deassert: true)
        .After(0).Event("PSU Redundancy", 0x00)
        .After(1200).Event("Chassis Intru", 0x00)
        .After(6).Event("Chassis Intru", 0x00, deassert: true)
        .After(4100).Event("Watchdog", 0xC1, 0x24)
        .Records;

    /// <summary>Table 17-2: temperature, voltage, fan, chassis intrusion, power supply, memory and watchdog, all switched off but the first two.</summary>
    public static IReadOnlyList<byte[]> Filters { get; } =
    [
        Filter(0xC0, 0x10, 0x01, 0x01, 0x0A95),
        Filter(0xC0, 0x10, 0x02, 0x01, 0x0A95),
        Filter(0x40, 0x10, 0x04, 0x01, 0x0A95),
        Filter(0x40, 0x08, 0x05, 0x6F, 0x007F),
        Filter(0x40, 0x10, 0x08, 0x6F, 0x003E),
        Filter(0x40, 0x10, 0x0C, 0x6F, 0x0022),
        Filter(0x40, 0x20, 0x23, 0x6F, 0x000E),
    ];

    private static byte[] Filter(byte configuration, byte severity, byte sensorType, byte eventType, ushort offsets) =>
        [configuration, 0x01, 0x01, severity, 0xFF, 0xFF, sensorType, 0xFF, eventType, (byte)offsets, (byte)(offsets >> 8), 0, 0, 0, 0, 0, 0, 0, 0, 0];
}
