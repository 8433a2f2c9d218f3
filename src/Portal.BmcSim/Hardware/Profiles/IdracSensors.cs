using static Portal.BmcSim.Hardware.Profiles.SensorKit;

namespace Portal.BmcSim.Hardware.Profiles;

/// <summary>Like a Dell two-socket server: several sensors of the same name told apart by their entity, a lot of compact discrete records.</summary>
internal static class IdracSensors
{
    private static readonly string[] s_powerGood =
    [
        "5V PG", "3.3V A PG", "3.3V B PG", "BP0 PG", "BP1 PG", "1.8V SW PG", "2.5V SW PG", "5V SWITCH PG", "PS1 PG FAIL", "PS2 PG FAIL",
        "VCORE PG", "VSA PG", "VCCIO PG", "MEM012 VDDQ PG", "MEM345 VDDQ PG", "VCORE PG", "VSA PG", "VCCIO PG", "MEM678 VDDQ PG", "MEM9AB VDDQ PG",
    ];

    public static IReadOnlyList<byte[]> Records { get; } =
    [
        LocatorKit.Controller("iDRAC", 0x20, 0xDF, (0x07, 1)),
        LocatorKit.Fru("System Board", 0, (0x07, 1)),
        LocatorKit.Fru("PS1", 2, (0x0A, 1)),
        LocatorKit.Fru("PS2", 3, (0x0A, 2)),
        LocatorKit.Fru("Storage backplane", 16, (0x1A, 1)),
        LocatorKit.Contains((0x13, 1), 0x0A, 1, 2),
        LocatorKit.Oem(674, 0x02, 0x01, 0x52, 0x37, 0x34, 0x30),
    ];

    public static IReadOnlyList<SimSensor> All { get; } = new SensorKit()
        .Each(2, i => Temperature("Temp", (0x03, (byte)i), 52 + (3 * i), 88, 93))
        .Add(Temperature("Inlet Temp", (0x07, 1), 21, 38, 42, lowWarning: 3, lowCritical: -7))
        .Add(Temperature("Exhaust Temp", (0x07, 1), 34, 70, 75, lowWarning: 8, lowCritical: 3))
        .Each(6, i => Fan($"Fan{i}A", (byte)i, 6960, 120, warning: 840, critical: 600))
        .Each(6, i => Fan($"Fan{i}B", (byte)i, 6240, 120, warning: 840, critical: 600))
        .Each(2, i => Current($"Current {i}", (0x0A, (byte)i), 0.4 * i))
        .Each(2, i => Mains($"Voltage {i}", (0x0A, (byte)i), 232))
        .Add(Power("Pwr Consumption", (0x07, 1), 182, 7, 896, 980))
        .Add(Percent("IO Usage", 0x0C, (0x07, 1), 3, 100))
        .Add(Percent("MEM Usage", 0x0C, (0x07, 1), 11, 100))
        .Add(Percent("SYS Usage", 0x0C, (0x07, 1), 17, 100))
        .Add(Percent("CPU Usage", 0x0C, (0x07, 1), 9, 100))
        .Each(20, i => Discrete(s_powerGood[i - 1], 0x02, ((byte)(i <= 10 ? 0x07 : 0x03), (byte)(i <= 10 ? 1 : i <= 15 ? 1 : 2)), 0x0003, 0x0001, readingType: 0x03))
        .Each(2, i => Discrete("Presence", 0x25, (0x03, (byte)i), 0x0003, 0x0001))
        .Each(2, i => Discrete("Presence", 0x25, (0x0A, (byte)i), 0x0003, 0x0001))
        .Each(4, i => Discrete("Presence", 0x25, (0x0B, (byte)i), 0x0003, (ushort)(i < 3 ? 0x0001 : 0x0002)))
        .Each(2, i => Discrete("Status", 0x07, (0x03, (byte)i), 0x07FF, 0x0080))
        .Each(2, i => Discrete("Status", 0x08, (0x0A, (byte)i), 0x003F, 0x0001))
        .Add(Discrete("PS Redundancy", 0x08, (0x13, 1), 0x000F, 0x0001, readingType: 0x0B))
        .Add(Discrete("Fan Redundancy", 0x04, (0x1E, 1), 0x000F, 0x0001, readingType: 0x0B))
        .Add(Discrete("Riser Config Err", 0x1B, (0x07, 1), 0x0003, 0x0000))
        .Add(Discrete("OS Watchdog", 0x23, (0x07, 1), 0x000F, 0x0000))
        .Add(Discrete("SEL", 0x10, (0x07, 1), 0x003E, 0x0000))
        .Add(Discrete("Intrusion", 0x05, (0x17, 1), 0x0003, 0x0000))
        .Add(Discrete("Power Optimized", 0xC3, (0x07, 1), 0x0003, 0x0001, readingType: 0x70))
        .Add(Discrete("CMOS Battery", 0x29, (0x07, 1), 0x0007, 0x0004))
        .Add(Discrete("ROMB Battery", 0x29, (0x0B, 1), 0x0007, 0x0004))
        .Add(Discrete("Cable SAS A", 0x1B, (0x1A, 1), 0x0003, 0x0001))
        .Each(4, i => Discrete("Drive " + (i - 1), 0x0D, (0x1A, (byte)i), 0x01FF, (ushort)(i == 4 ? 0x0003 : 0x0001)))
        .Add(Discrete("ECC Corr Err", 0x0C, (0x22, 1), 0x0001, 0) with { Kind = SimRecordKind.EventOnly })
        .Add(Discrete("ECC Uncorr Err", 0x0C, (0x22, 1), 0x0002, 0) with { Kind = SimRecordKind.EventOnly })
        .Add(Discrete("PCI Parity Err", 0x13, (0x22, 1), 0x0010, 0) with { Kind = SimRecordKind.EventOnly })
        .Add(Discrete("I/O Channel Chk", 0x13, (0x22, 1), 0x0004, 0) with { Kind = SimRecordKind.EventOnly })
        .Sensors;
}
