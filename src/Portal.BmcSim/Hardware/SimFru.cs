namespace Portal.BmcSim.Hardware;

/// <summary>One FRU device: its number and the bytes in it. Shared by all BMCs of a profile until one is written.</summary>
/// <param name="Id">FRU device id.</param>
/// <param name="Content">What it holds at the start.</param>
public sealed record SimFru(byte Id, ReadOnlyMemory<byte> Content)
{
    /// <summary>The inventory of a server with nothing special about it.</summary>
    public static IReadOnlyList<SimFru> Standard { get; } =
    [
        new(0, new FruImageBuilder
        {
            Chassis = new FruChassis(0x17, "CH-2U-19", "CH00017"),
            Board = new FruBoard(new DateTime(2024, 3, 9, 10, 30, 0, DateTimeKind.Utc), "Pilotlight", "Mainboard 2S", "MB00017", "MB-2S-A1", "mb2s.bin"),
            Product = new FruProduct("Pilotlight", "Standard Server", "SRV-STD", "A1", "SN00017", "", "std.bin"),
        }.Build(512)),
    ];

    /// <summary>IPMB address of the controller that has the device.</summary>
    public byte Address { get; init; } = 0x20;

    /// <summary>Size that Get FRU Inventory Area Info states; null for the true one.</summary>
    public ushort? StatedSize { get; init; }

    /// <summary>Offsets and counts are of words.</summary>
    public bool ByWords { get; init; }

    /// <summary>The first offset that cannot be written; null when all can.</summary>
    public int? WriteProtectedFrom { get; init; }
}
