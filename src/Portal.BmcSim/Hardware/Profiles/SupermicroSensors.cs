using static Portal.BmcSim.Hardware.Profiles.SensorKit;

namespace Portal.BmcSim.Hardware.Profiles;

/// <summary>Like a Supermicro board: full records throughout, six thresholds each, voltages with an offset.</summary>
internal static class SupermicroSensors
{
    public static IReadOnlyList<byte[]> Records { get; } =
    [
        LocatorKit.Controller("SMBMC", 0x20, 0xBF, (0x06, 1)),
        LocatorKit.Channels(),
    ];

    public static IReadOnlyList<SimSensor> All { get; } = new SensorKit()
        .Each(2, i => Sixfold($"CPU{i} Temp", (0x03, (byte)i), 38 + i, 95))
        .Add(Sixfold("PCH Temp", (0x07, 1), 47, 85))
        .Add(Sixfold("System Temp", (0x07, 1), 27, 80))
        .Add(Sixfold("Peripheral Temp", (0x07, 1), 36, 80))
        .Add(Sixfold("MB_10G_AOC_Temp", (0x07, 1), 51, 95))
        .Add(Sixfold("VRMCpu1 Temp", (0x08, 1), 41, 95))
        .Add(Sixfold("VRMCpu2 Temp", (0x08, 2), 42, 95))
        .Each(4, i => Sixfold($"VRMP{((i - 1) / 2) + 1}{(i % 2 == 1 ? "ABC" : "DEF")} Temp", (0x08, (byte)(2 + i)), 39 + i, 95))
        .Each(16, i => Dimm(i))
        .Each(8, i => Fan($"FAN{i}", (byte)i, i == 7 ? 0 : 4700 + (100 * (i % 3)), 100, warning: 700, critical: 500, fatal: 300) with { Unavailable = i > 6 })
        .Each(2, i => Fan($"FAN{(char)('A' + i - 1)}", (byte)(8 + i), 3900, 100, warning: 700, critical: 500, fatal: 300))
        .Add(Voltage("12V", (0x07, 1), 12.192, 63))
        .Add(Voltage("5VCC", (0x07, 1), 5.051, 30, offset: 41))
        .Add(Voltage("3.3VCC", (0x07, 1), 3.384, 17, offset: 18))
        .Add(Voltage("Vcpu1", (0x03, 1), 1.79, 9, offset: -1, percent: 14))
        .Add(Voltage("Vcpu2", (0x03, 2), 1.79, 9, offset: -1, percent: 14))
        .Each(4, i => Voltage($"VDimmP{((i - 1) / 2) + 1}{(i % 2 == 1 ? "ABC" : "DEF")}", (0x20, (byte)i), 1.22, 9))
        .Add(Voltage("5VSB", (0x07, 1), 5.105, 29, offset: 30))
        .Add(Voltage("3.3VSB", (0x07, 1), 3.265, 17))
        .Add(Voltage("VBAT", (0x28, 1), 3.0, 29, offset: 12, percent: 16))
        .Add(Voltage("PVNN PCH", (0x07, 1), 1.01, 5))
        .Add(Voltage("1.8V PCH", (0x07, 1), 1.82, 9))
        .Add(Voltage("1.05V PCH", (0x07, 1), 1.05, 5))
        .Add(Discrete("Chassis Intru", 0x05, (0x17, 1), 0x0001, 0x0000, kind: SimRecordKind.Full))
        .Each(2, i => Discrete($"PS{i} Status", 0x08, (0x0A, (byte)i), 0x000F, (ushort)(i == 1 ? 0x0001 : 0x0009), kind: SimRecordKind.Full))
        .Each(6, i => Sixfold($"NVMe_SSD{i}", (0x04, (byte)i), 33 + i, 75) with { Unavailable = i > 2, CompletionCode = i == 6 ? 0xCB : null })
        .Each(4, i => Discrete($"HDD{i} Status", 0x0D, (0x04, (byte)(10 + i)), 0x01FF, (ushort)(i == 1 ? 0x0001 : 0x0000), kind: SimRecordKind.Full))
        .Add(Sixfold("AOC_SAS Temp", (0x0B, 1), 63, 95) with { ScanningDisabled = true })
        .Add(Discrete("OEM State", 0xC5, (0x07, 1), 0x7FFF, 0x0110, readingType: 0x71, kind: SimRecordKind.Full))
        .Sensors;

    private static SimSensor Sixfold(string name, (byte, byte) entity, int value, int critical)
    {
        var sensor = Temperature(name, entity, value, critical - 5, critical, critical + 5, lowWarning: 10, lowCritical: 5);
        return sensor with { Thresholds = sensor.Thresholds with { LowerNonRecoverable = 0x05 } };
    }

    private static SimSensor Dimm(int i) =>
        Sixfold($"P{((i - 1) / 8) + 1}-DIMM{(char)('A' + ((i - 1) % 8))}1 Temp", (0x20, (byte)i), 33 + (i % 4), 85) with { Unavailable = i % 8 is 4 or 0 };
}
