using static Portal.BmcSim.Hardware.Profiles.SensorKit;

namespace Portal.BmcSim.Hardware.Profiles;

/// <summary>Like an HPE server: fans as percentages on discrete sensors, one temperature after the other, half of them of parts that are not there.</summary>
internal static class IloSensors
{
    private const byte Percentage = 0x01;

    private static readonly (string Name, byte Entity, byte Instance, int Value, int? Critical)[] s_temperatures =
    [
        ("01-Inlet Ambient", 0x37, 1, 22, 42), ("02-CPU 1", 0x03, 1, 40, 70), ("03-CPU 2", 0x03, 2, 40, 70), ("04-P1 DIMM 1-6", 0x20, 1, 31, 89),
        ("05-PMM 1-6", 0x20, 2, 0, null), ("06-P1 DIMM 7-12", 0x20, 3, 32, 89), ("07-PMM 7-12", 0x20, 4, 0, null), ("08-P2 DIMM 1-6", 0x20, 5, 33, 89),
        ("09-PMM 1-6", 0x20, 6, 0, null), ("10-P2 DIMM 7-12", 0x20, 7, 33, 89), ("11-PMM 7-12", 0x20, 8, 0, null), ("12-HD Max", 0x04, 1, 35, 60),
        ("13-Exp Bay Drive", 0x04, 2, 0, 75), ("14-Stor Batt 1", 0x28, 1, 24, 60), ("15-Front Ambient", 0x37, 2, 27, 60), ("16-VR P1", 0x14, 1, 37, 115),
        ("17-VR P2", 0x14, 2, 39, 115), ("18-VR P1 Mem 1", 0x14, 3, 32, 115), ("19-VR P1 Mem 2", 0x14, 4, 33, 115), ("20-VR P2 Mem 1", 0x14, 5, 34, 115),
        ("21-VR P2 Mem 2", 0x14, 6, 34, 115), ("22-Chipset", 0x07, 1, 44, 100), ("23-BMC", 0x06, 1, 71, 110), ("24-BMC Zone", 0x06, 2, 38, 90),
        ("25-HD Controller", 0x0B, 1, 58, 100), ("26-HD Cntlr Zone", 0x0B, 2, 41, 85), ("27-LOM", 0x0B, 3, 0, null), ("28-LOM Card", 0x0B, 4, 52, 100),
        ("29-I/O Zone", 0x0B, 5, 37, 90), ("30-PCI 1", 0x0B, 6, 0, null), ("31-PCI 2", 0x0B, 7, 0, null), ("32-PCI 3", 0x0B, 8, 49, 100),
        ("33-P/S 1 Inlet", 0x0A, 1, 31, null), ("34-P/S 2 Inlet", 0x0A, 2, 33, null), ("35-P/S 1", 0x0A, 3, 40, null), ("36-P/S 2", 0x0A, 4, 40, null),
        ("37-P/S Zone", 0x0A, 5, 35, 75), ("38-E-Fuse", 0x14, 7, 30, 100), ("39-Sys Exhaust 1", 0x37, 3, 38, 90), ("40-Sys Exhaust 2", 0x37, 4, 39, 90),
    ];

    public static IReadOnlyList<byte[]> Records { get; } =
    [
        LocatorKit.Controller("iLO", 0x20, 0xDF, (0x06, 1)),
        LocatorKit.Fru("BMC CONTROLLER", 238, (0x06, 1)),
        LocatorKit.Fru("CPU 1", 16, (0x03, 1)),
        LocatorKit.Fru("CPU 2", 17, (0x03, 2)),
        LocatorKit.Device("LOM EEPROM", 0xA2, 0x0C, (0x0B, 3)),
        LocatorKit.Contains((0x1E, 1), 0x1D, 1, 7),
    ];

    public static IReadOnlyList<SimSensor> All { get; } = new SensorKit()
        .Add(Discrete("UID", 0xC0, (0x17, 1), 0x0007, 0x0002, readingType: 0x70))
        .Add(Discrete("SysHealth_Stat", 0x03, (0x17, 1), 0x0007, 0x0001, readingType: 0x07))
        .Each(s_temperatures.Length, i => Probe(s_temperatures[i - 1]))
        .Each(7, i => FanShare($"Fan {i} DutyCycle", (byte)i))
        .Each(7, i => Discrete($"Fan {i} Presence", 0x04, (0x1D, (byte)i), 0x0003, 0x0002, readingType: 0x08))
        .Each(2, i => Discrete($"Power Supply {i}", 0x08, (0x0A, (byte)i), 0x003F, 0x0001))
        .Each(2, i => Power($"PS {i} Output", (0x0A, (byte)i), 110, 5))
        .Add(Power("Power Meter", (0x07, 1), 228, 4))
        .Add(Discrete("Power Supplies", 0x08, (0x13, 1), 0x00FF, 0x0001, readingType: 0x0B))
        .Add(Discrete("Fans", 0x04, (0x1E, 1), 0x00FF, 0x0001, readingType: 0x0B))
        .Add(Discrete("Memory Status", 0x0C, (0x20, 1), 0x01FF, 0x0040))
        .Add(Discrete("Megacell Status", 0x29, (0x28, 1), 0x0007, 0x0004))
        .Add(Discrete("Intrusion", 0x05, (0x17, 1), 0x0001, 0x0000))
        .Add(Discrete("CPU Utilization", 0x07, (0x03, 1), 0x0003, 0x0000, readingType: 0x02))
        .Add(Discrete("PS Alert", 0x08, (0x0A, 1), 0x0003, 0x0000, readingType: 0x05))
        .Add(Discrete("Drive Bay ", 0x0D, (0x04, 1), 0x01FF, 0x0001) with { ShareCount = 8, ShareOffset = 1, ShareEntities = true })
        .Sensors;

    private static SimSensor Probe((string Name, byte Entity, byte Instance, int Value, int? Critical) probe) =>
        Temperature(probe.Name, (probe.Entity, probe.Instance), probe.Value, critical: probe.Critical, fatal: probe.Critical + 5) with { Unavailable = probe.Value == 0, Units = 0, ThresholdsSettable = false };

    // 0.392 % a count, on a sensor that calls itself discrete and has states as well.
    private static SimSensor FanShare(string name, byte instance) => Discrete(name, 0x04, (0x1D, instance), 0x0007, 0x0004, readingType: 0x0A, kind: SimRecordKind.Full) with
    {
        Units = Percentage,
        FactorTable = [new SimFactors(M: 392, ResultExponent: -3)],
        Reading = (byte)(40 + instance),
        NeedsHostPower = true,
    };
}
