namespace Portal.BmcSim.Hardware.Profiles;

/// <summary>The log of an HPE-like server; a G5 board's record of type 00h is among it.</summary>
internal static class IloEvents
{
    public static IReadOnlyList<byte[]> All { get; } = new EventKit(IloSensors.All, "2026-01-07 22:41:10Z")
        .From(0x0020, 0x10, 0x00, 0x6F, 0x02)
        .After(4).Event("SysHealth_Stat", 0x01)
        .After(2).Event("SysHealth_Stat", 0x00)
        .After(90).Event("Power Supply 2", 0x03)
        .After(0).Event("Power Supplies", 0x01)
        .After(0).Event("Power Supplies", 0x43, 0xF0)
        .After(15).Event("Power Supply 2", 0x03, deassert: true)
        .After(0).Event("Power Supplies", 0x00)
        .After(640).Event("Fan 3 Presence", 0x00)
        .After(0).Event("Fans", 0x02)
        .After(4).Event("Fan 3 Presence", 0x01)
        .After(0).Event("Fans", 0x00)
        .After(77).Event("Memory Status", 0x30, 0xFF, 0x05)
        .After(3).Event("Memory Status", 0x31, 0xFF, 0x05)
        .After(12).Event("Drive Bay", 0x00, share: 2)
        .After(1).Event("Drive Bay", 0x02, share: 2)
        .After(5).Event("Megacell Status", 0x00)
        .After(400).Event("PS Alert", 0x01)
        .After(3).Event("PS Alert", 0x00)
        .After(1).From(0x0020, 0xC0, 0x01, 0x70, 0x00)
        .After(1).From(0x0020, 0xC0, 0x02, 0x71, 0x01)
        .After(100).From(0x0020, 0x2A, 0x7A, 0x6F, 0xF0, 0x02, 0x01)
        .After(31).From(0x0020, 0x2A, 0x7A, 0x6F, 0xF1, 0x02, 0x21)
        .After(2).From(0x0020, 0x2A, 0x7A, 0x6F, 0xF2, 0x00, 0x01)
        .Records;
}
