namespace Portal.BmcSim.Hardware.Profiles;

/// <summary>Inventory and makers' commands like those of a Supermicro server.</summary>
internal static class SupermicroInventory
{
    private const byte Vendor = 0x30;

    public static SimIdentity Identity { get; } = new(10876, 0x096D, 1, 73, 0);

    // Fields are rarely filled in by whoever builds the server: empty ones, and none of the file ids.
    public static IReadOnlyList<SimFru> Frus { get; } =
    [
        new(0, new FruImageBuilder
        {
            Chassis = new FruChassis(0x01, "CSE-216BE2C-R920LPB", "C216BAL12A50017"),
            Board = new FruBoard(new DateTime(1996, 1, 1, 0, 1, 0, DateTimeKind.Utc), "Supermicro", "", "OM17AS000017", "X11DPU", ""),
            Product = new FruProduct("Supermicro", "", "SYS-2029U-TR4", "", "S318419X9B00017", "", ""),
        }.Build(256)),
    ];

    public static IReadOnlyList<SimOemAnswer> Answers { get; } =
    [
        new(Vendor, 0x45, [0x00], [0x02]),
        new(Vendor, 0x70, [0x0C, 0x00], [0x02]),
        new(Vendor, 0x21, [], [0x01, 0x00, 0x00, 0x00, 0x00, 0x53, 0x00, 0x00, 0x42, 0x01]),
    ];
}
