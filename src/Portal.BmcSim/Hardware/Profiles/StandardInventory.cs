namespace Portal.BmcSim.Hardware.Profiles;

/// <summary>Inventory of a server with nothing special about it.</summary>
internal static class StandardInventory
{
    public static IReadOnlyList<SimFru> Frus { get; } =
    [
        new(0, new FruImageBuilder
        {
            Chassis = new FruChassis(0x17, "CH-2U-19", "CH00017"),
            Board = new FruBoard(new DateTime(2024, 3, 9, 10, 30, 0, DateTimeKind.Utc), "Pilotlight", "Mainboard 2S", "MB00017", "MB-2S-A1", "mb2s.bin"),
            Product = new FruProduct("Pilotlight", "Standard Server", "SRV-STD", "A1", "SN00017", "", "std.bin"),
        }.Build(512)),
        new(1, InventoryKit.PowerSupply("Pilotlight", "PSU-800", "PS00001", 800, 256)),
        new(2, InventoryKit.PowerSupply("Pilotlight", "PSU-800", "PS00002", 800, 256)),
    ];
}
