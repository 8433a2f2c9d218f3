namespace Portal.BmcSim.Hardware.Profiles;

/// <summary>Inventories that get wrong what real ones get wrong, one each; and Node Manager behind Intel's number.</summary>
internal static class OddInventory
{
    private const byte Intel = 0x57;

    public static SimIdentity Identity { get; } = new(343, 0x0071, 1, 29, 0x01_16_5D_2B);

    private static byte[] Usual => new FruImageBuilder
    {
        Chassis = new FruChassis(0x11, "ODD-CH", "ODD0001", "custom 1", "custom 2"),
        Board = new FruBoard(new DateTime(2020, 2, 29, 12, 0, 0, DateTimeKind.Utc), "Odd Ltd", "Odd Board", "OB0001", "OB-1", "odd.bin"),
        Product = new FruProduct("Odd Ltd", "Odd Server", "OS-1", "v1", "OS0001", "asset", "odd.bin"),
    }.AddPowerSupply(460).Build(512);

    public static IReadOnlyList<SimFru> Frus { get; } =
    [
        new(0, Usual),
        // The checksum of the board area, as on Dell R610 and others.
        new(1, With(Usual, image => image[(image[3] * 8) + (image[(image[3] * 8) + 1] * 8) - 1] ^= 0x40)),
        // The product area begins beyond the device.
        new(2, With(Usual, image => Header(image, 4, 0x7F))),
        // No C1h: the rest of the product area is filled with FFh.
        new(3, With(Usual, OpenProduct)),
        // Never written.
        new(4, Enumerable.Repeat((byte)0xFF, 256).ToArray()),
        // Memory module: SPD data of DDR4.
        new(5, With(new byte[512], image => new byte[] { 0x23, 0x12, 0x0C, 0x01, 0x85, 0x21 }.CopyTo(image, 0))),
        // Stated larger than it is, and protected from writing.
        new(6, Usual) { StatedSize = 4096, WriteProtectedFrom = 0 },
        // Accessed by words.
        new(7, Usual) { ByWords = true },
    ];

    public static IReadOnlyList<SimOemAnswer> Answers { get; } =
    [
        new(0x2E, 0xCA, [Intel, 0x01, 0x00], [Intel, 0x01, 0x00, 0x05, 0x03, 0x00, 0x04, 0x02]),
        new(0x2E, 0xC9, [Intel, 0x01, 0x00], [
            Intel, 0x01, 0x00, 16, .. InventoryKit.UInt16(900, 120), .. InventoryKit.UInt32(6_000), .. InventoryKit.UInt32(600_000), .. InventoryKit.UInt16(1, 3600), 0x80,
        ]),
        new(0x2E, 0xC8, [Intel, 0x01, 0x00, 0x01], Statistics(214, 96, 388, 201)),
        new(0x2E, 0xC8, [Intel, 0x01, 0x00, 0x02], Statistics(24, 20, 29, 23)),
    ];

    private static byte[] Statistics(params ushort[] values) =>
        [Intel, 0x01, 0x00, .. InventoryKit.UInt16(values), .. InventoryKit.UInt32(1_700_000_000), .. InventoryKit.UInt32(86_400), 0x50];

    private static void OpenProduct(byte[] image)
    {
        var area = image.AsSpan(image[4] * 8, image[(image[4] * 8) + 1] * 8);
        area[area.IndexOf((byte)0xC1)..].Fill(0xFF);
        area[^1] = 0;
        area[^1] = Zero(area);
    }

    private static void Header(byte[] image, int field, byte value)
    {
        image[field] = value;
        image[7] = 0;
        image[7] = Zero(image.AsSpan(0, 8));
    }

    private static byte[] With(byte[] image, Action<byte[]> change)
    {
        change(image);
        return image;
    }

    private static byte Zero(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (var value in bytes)
            sum += value;
        return (byte)-sum;
    }
}
