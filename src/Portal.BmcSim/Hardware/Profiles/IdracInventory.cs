using System.Text;

namespace Portal.BmcSim.Hardware.Profiles;

/// <summary>Inventory and makers' commands like those of a Dell server with an iDRAC8.</summary>
internal static class IdracInventory
{
    private const byte Vendor = 0x30;

    public static SimIdentity Identity { get; } = new(674, 0x0100, 2, 83, 0x00_09_53_53);

    public static IReadOnlyList<SimFru> Frus { get; } =
    [
        new(0, new FruImageBuilder
        {
            PackSixBit = true,
            InternalUse = [0x00, 0x45, 0x45, 0x4C, 0x31, 0x02, 0x00, 0x00, 0x10, 0x27],
            Board = new FruBoard(new DateTime(2017, 5, 22, 6, 47, 0, DateTimeKind.Utc), "DELL", "PowerEdge R730", "CNFCP0075L0042", "0WCJNTA04", "1", "A0"),
            Product = new FruProduct("DELL", "PowerEdge R730", "", "01", "7XKCD42", "rack4-u17", ""),
        }.AddRecord(0xC0, 0xA2, 0x02, 0x00, 0x02, 0x01, 0x37, 0x58).Build(0x7F8)),
        new(2, InventoryKit.PowerSupply("DELL", "0GDPF3A00", "PHARP0075K01C1", 750, 2048)),
        new(3, InventoryKit.PowerSupply("DELL", "0GDPF3A00", "PHARP0075K01C2", 750, 2048)),
        new(16, new FruImageBuilder
        {
            Board = new FruBoard(null, "DELL", "Backplane 8x2.5", "CN0BP00000042", "0K2Y8NA01", ""),
        }.Build(256)),
    ];

    public static IReadOnlyList<SimOemAnswer> Answers { get; } =
    [
        .. InventoryKit.String(0xD1, "PowerEdge R730"),
        .. InventoryKit.String(0xDE, "https://192.0.2.17:443"),
        .. InventoryKit.Blocks(0xDD, [0, 8, 0, 1, 192, 0, 2, 17, .. new byte[12], .. Padded("2.83.83.83", 20), 0x20]),
        Tag(0xC4, "rack4-u17"),
        Tag(0xC5, "7XKCD42"),
        Tag(0xC8, "A04"),
        InventoryKit.Parameter(0xDA, [0, 0], 32),
        InventoryKit.Parameter(0xDA, [0, 8], 0x00, 1, 0x00, 0x53, 0x00, 0x00, 0x42, 0x01),
        InventoryKit.Parameter(0xDA, [8, 8], 0x00, 2, 0x00, 0x53, 0x00, 0x00, 0x42, 0x02),
        InventoryKit.Parameter(0xDA, [16, 8], 0x40, 3, 0x00, 0x53, 0x00, 0x00, 0x42, 0x03),
        InventoryKit.Parameter(0xDA, [24, 8], 0x10, 1, 0x00, 0x53, 0x00, 0x00, 0x42, 0x81),
        InventoryKit.Parameter(0xEB, [], InventoryKit.UInt16(198, 201, 188, 193)),
        new(Vendor, 0x29, [], [0x02, 0x06]),
        new(Vendor, 0xC1, [0x00], [0x01, 0x00, 0x00]),
        new(Vendor, 0xC1, [0x01], [0x01, 0x01, 0x00]),
        new(Vendor, 0xB3, [0x0A, 0x00], [.. InventoryKit.UInt16(196, 9), 0, 0, 0]),
        new(Vendor, 0x9C, [0x07, 0x01], [
            .. InventoryKit.UInt32(1_495_435_620), .. InventoryKit.UInt32(7_012_345), .. InventoryKit.UInt32(1_495_435_620),
            .. InventoryKit.UInt32(1_700_000_000), .. InventoryKit.UInt16(21), .. InventoryKit.UInt32(1_700_000_060), .. InventoryKit.UInt16(451),
        ]),
    ];

    private static SimOemAnswer Tag(byte parameter, string text) => InventoryKit.Parameter(parameter, [], [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)]);

    private static byte[] Padded(string text, int length)
    {
        var bytes = new byte[length];
        Encoding.ASCII.GetBytes(text, bytes);
        return bytes;
    }
}
