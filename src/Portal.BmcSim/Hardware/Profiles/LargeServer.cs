using static Portal.BmcSim.Hardware.Profiles.SensorKit;

namespace Portal.BmcSim.Hardware.Profiles;

/// <summary>A hundred sensors and a log of two thousand entries, to measure readers with.</summary>
internal static class LargeServer
{
    private const int Entries = 2000;

    public static IReadOnlyList<SimSensor> Sensors { get; } = new SensorKit()
        .Each(4, i => Temperature($"CPU{i} Temp", (0x03, (byte)i), 44 + i, 85, 92, 98))
        .Each(32, i => Temperature($"DIMM{i:D2} Temp", (0x20, (byte)i), 35 + (i % 7), 80, 85))
        .Each(16, i => Fan($"FAN{i:D2}", (byte)i, 5400, 60, warning: 1800, critical: 1200))
        .Each(20, i => Voltage($"VR{i:D2}", (0x07, (byte)i), 1.1, 10))
        .Each(8, i => Power($"PSU{i} Input", (0x0A, (byte)i), 136, 8, 800, 960))
        .Each(8, i => Discrete($"PSU{i} Status", 0x08, (0x0A, (byte)i), 0x000F, 0x0001))
        .Each(12, i => Discrete($"Drive{i:D2}", 0x0D, (0x1A, (byte)i), 0x000F, 0x0001))
        .Sensors;

    public static IReadOnlyList<byte[]> Events { get; } = Log();

    private static IReadOnlyList<byte[]> Log()
    {
        var kit = new EventKit(Sensors, "2026-01-05 06:00:00Z");
        for (var i = 0; i < Entries; i += 4)
        {
            var fan = $"FAN{1 + (i / 4 % 16):D2}";
            var supply = $"PSU{1 + (i / 4 % 8)} Status";
            kit.After(17).Crossed(fan, 0, 29, 30).After(3).Crossed(fan, 0, 88, 30, deassert: true).After(40).Event(supply, 0x03).After(1).Event(supply, 0x03, deassert: true);
        }

        return kit.Records;
    }
}
