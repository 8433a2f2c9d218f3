using static Portal.BmcSim.Hardware.Profiles.SensorKit;

namespace Portal.BmcSim.Hardware.Profiles;

/// <summary>Like a Lenovo server with an XCC: long rows of compact records, sensors on several LUNs, a satellite controller on the power backplane.</summary>
internal static class LenovoSensors
{
    public const byte Satellite = 0x2C;

    public static IReadOnlyList<byte[]> Records { get; } =
    [
        LocatorKit.Controller("XCC", 0x20, 0xBF, (0x06, 1)),
        LocatorKit.Controller("Power Backplane", Satellite, 0x29, (0x15, 1)),
        LocatorKit.Fru("System Board", 1, (0x07, 1)),
        LocatorKit.Fru("DASD Backplane 1", 2, (0x0F, 1)),
        LocatorKit.Fru("PIB FRU", 1, (0x15, 1), Satellite),
        LocatorKit.ContainsRelative((0x13, 0x61), (0x0A, 0x61), (0x0A, 0x62)),
        LocatorKit.Confirmation(0x20, 19046, 0x0325, "Lenovo XCC 00001"u8),
    ];

    public static IReadOnlyList<SimSensor> All { get; } = new SensorKit(0x10)
        .Add(Temperature("Ambient Temp", (0x27, 1), 24, 43, 47, 50))
        .Add(Temperature("Exhaust Temp", (0x17, 1), 33))
        .Each(2, i => Temperature($"CPU {i} Temp", (0x03, (byte)i), 43 + i, 91, 94) with { NeedsHostPower = true })
        .Each(2, i => Temperature($"CPU {i} DTS", (0x03, (byte)i), -51 + i, -3, -1, 0) with { NeedsHostPower = true })
        .Each(24, i => Temperature($"DIMM {i} Temp", (0x20, (byte)i), 33 + (i % 5), 81, 84) with { NeedsHostPower = true, Unavailable = i % 6 is 5 or 0, Lun = 0 })
        .Each(4, i => Temperature($"PCI {i} Temp", (0x0B, (byte)i), 40 + i, 95, 100) with { Lun = 1 })
        .Each(8, i => Fan($"Fan {i} Tach", (byte)i, 5916 + (58 * i), 58, critical: 1160))
        .Add(Voltage("CMOS Battery", (0x28, 1), 3.09, 16, percent: 20))
        .Add(Voltage("SysBrd 12V", (0x07, 1), 12.096, 54))
        .Add(Voltage("SysBrd 5V", (0x07, 1), 5.106, 23))
        .Add(Voltage("SysBrd 3.3V", (0x07, 1), 3.36, 15))
        .Add(Power("Sys Power", (0x13, 1), 210, 10) with { Lun = 1 })
        .Each(2, i => Power($"PSU {i} In Power", (0x0A, (byte)i), 105, 5))
        .Each(2, i => Discrete($"PSU {i}", 0x08, (0x0A, (byte)i), 0x004B, 0x0001))
        .Add(Discrete("Power Unit", 0x09, (0x13, 1), 0x0073, 0x0000))
        .Add(Discrete("PSU Redundancy", 0x09, (0x13, 1), 0x002B, 0x0001, readingType: 0x0B))
        .Add(Discrete("Cooling Zone ", 0x04, (0x1E, 1), 0x000B, 0x0001, readingType: 0x0B) with { ShareCount = 3, ShareOffset = 0, ShareByLetters = true, ShareEntities = true })
        .Add(Discrete("Drive ", 0x0D, (0x04, 1), 0x01A7, 0x0001) with { ShareCount = 12, ShareOffset = 0, ShareEntities = true })
        .Each(2, i => Discrete($"CPU {i}", 0x07, (0x03, (byte)i), 0x05BB, 0x0080))
        .Add(Discrete("All DIMMs", 0x0C, (0x20, 97), 0x017F, 0x0000))
        .Add(Discrete("Front Panel", 0x17, (0x0C, 1), 0x0003, 0x0002, readingType: 0x08))
        .Add(Discrete("ABR Status", 0x1E, (0x22, 1), 0x0004, 0x0000))
        .Add(Discrete("CPU Fault Reboot", 0x02, (0x03, 97), 0x0003, 0x0001, readingType: 0x03))
        .Add(Discrete("Host Power", 0x09, (0x07, 1), 0x00FF, 0x0000))
        .Add(Discrete("SEL Fullness", 0x10, (0x06, 1), 0x0034, 0x0020))
        .Add(Discrete("Progress", 0x0F, (0x22, 1), 0x0007, 0x0000) with { Kind = SimRecordKind.EventOnly })
        .Add(Discrete("OS Boot", 0x1F, (0x23, 1), 0x007F, 0x0000) with { Kind = SimRecordKind.EventOnly })
        .From(0x01)
        .Add(Temperature("PIB Temp", (0x15, 1), 41, 80, 85) with { Owner = Satellite })
        .Add(Voltage("PIB 12V", (0x15, 1), 12.06, 60) with { Owner = Satellite })
        .Sensors;
}
