using static Portal.BmcSim.Hardware.Profiles.SensorKit;

namespace Portal.BmcSim.Hardware.Profiles;

/// <summary>A server with nothing special about it: two processors, eight DIMMs, four fans, two power supplies.</summary>
internal static class StandardSensors
{
    public static IReadOnlyList<byte[]> Locators { get; } =
    [
        LocatorKit.Controller("BMC", 0x20, 0x9F, (0x06, 1)),
        LocatorKit.Fru("PSU1 FRU", 1, (0x0A, 1)),
        LocatorKit.Fru("PSU2 FRU", 2, (0x0A, 2)),
    ];

    public static IReadOnlyList<SimSensor> All { get; } = new SensorKit()
        .Add(Temperature("Inlet Temp", (0x37, 1), 23, 42, 47, lowWarning: 3, lowCritical: -7))
        .Each(2, i => Temperature($"CPU{i} Temp", (0x03, (byte)i), 44 + i, 85, 92, 98))
        .Each(8, i => Temperature($"DIMM{i} Temp", (0x20, (byte)i), 35 + (i % 3), 80, 85))
        .Each(4, i => Fan($"FAN{i}", (byte)i, 5400, 60, warning: 1800, critical: 1200))
        .Add(Voltage("P12V", (0x07, 1), 12.1, 63))
        .Add(Voltage("P5V", (0x07, 1), 5.04, 26))
        .Add(Voltage("P3V3", (0x07, 1), 3.31, 17))
        .Add(Voltage("VBAT", (0x28, 1), 3.05, 15))
        .Each(2, i => Power($"PSU{i} Input", (0x0A, (byte)i), 136, 8, 800, 960))
        .Each(2, i => Discrete($"PSU{i} Status", 0x08, (0x0A, (byte)i), 0x000F, 0x0001))
        .Add(Discrete("PSU Redundancy", 0x09, (0x13, 1), 0x003F, 0x0001, readingType: 0x0B))
        .Add(Discrete("Chassis Intru", 0x05, (0x17, 1), 0x0001, 0x0000))
        .Add(Discrete("System Event Log", 0x10, (0x06, 1), 0x0034, 0x0000))
        .Add(Discrete("Watchdog", 0x23, (0x06, 1), 0x010F, 0x0000) with { Kind = SimRecordKind.EventOnly })
        .Sensors;
}
