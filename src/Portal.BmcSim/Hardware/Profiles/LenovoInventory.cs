using System.Text;

namespace Portal.BmcSim.Hardware.Profiles;

/// <summary>Inventory and makers' commands like those of a Lenovo server with an XCC.</summary>
internal static class LenovoInventory
{
    private const byte Vendor = 0x3A;
    private const byte Satellite = LenovoSensors.Satellite;

    public static SimIdentity Identity { get; } = new(19046, 0x0325, 6, 10, 0x43_44_49_33);

    public static IReadOnlyList<SimFru> Frus { get; } =
    [
        new(0, new FruImageBuilder
        {
            Chassis = new FruChassis(0x17, "SB27A42862", "J300A017", "Lenovo ThinkSystem"),
            Board = new FruBoard(new DateTime(2019, 9, 4, 0, 0, 0, DateTimeKind.Utc), "LENOVO", "ThinkSystem SR650", "N1DG9760017", "01PE902", ""),
            Product = new FruProduct("LENOVO", "ThinkSystem SR650", "7X06CTO1WW", "04", "J300A017", "", "CDI361S"),
        }.AddRecord(0xC0, [0x66, 0x4A, 0x00, 0x01, 0x10]).Build(2048)),
        new(1, new FruImageBuilder { Board = new FruBoard(new DateTime(2019, 9, 4, 0, 0, 0, DateTimeKind.Utc), "LENOVO", "System Board", "N1DG9760018", "01PE902", "") }.Build(512)),
        new(2, new FruImageBuilder { PackSixBit = true, Board = new FruBoard(null, "LENOVO", "8X2.5 SAS BACKPLANE", "Y010UN98U00A", "01KN508", "") }.Build(512)),
        new(1, new FruImageBuilder { PackSixBit = true, Board = new FruBoard(null, "LENOVO", "POWER BACKPLANE", "Y010UN98U00B", "01KN510", "") }.Build(256)) { Address = Satellite },
    ];

    public static IReadOnlyList<SimOemAnswer> Answers { get; } =
    [
        new(Vendor, 0xC1, [], [0x00, 0x10, 0x00]),
        new(Vendor, 0x50, [], [.. Encoding.ASCII.GetBytes("CDI361S\0\0"), .. Encoding.ASCII.GetBytes("2021/02/12\0"), .. Encoding.ASCII.GetBytes("03:27:08\0\0")]),
        new(Vendor, 0x6B, [0x00], [3, 2, 0]),
        Property("/v2/bios/build_id", "IVE166O"),
        Property("/v2/bios/build_version", "2.90"),
        Property("/v2/bios/build_date", "2021/01/15"),
        Property("/v2/ibmc/dm/fw/imm2/backup_build_id", "CDI358G"),
        Property("/v2/ibmc/dm/fw/imm2/backup_build_version", "5.70"),
        // Anything else is "not found".
        new(Vendor, 0xC4, [], [0x01]),
    ];

    private static SimOemAnswer Property(string path, string value)
    {
        var name = Encoding.ASCII.GetBytes(path);
        var text = Encoding.ASCII.GetBytes(value);
        return new SimOemAnswer(
            Vendor, 0xC4, [0, 0, (byte)(name.Length + 1), (byte)(0x80 | name.Length), .. name], [0, 0, (byte)(text.Length + 1), (byte)(0x80 | text.Length), .. text]);
    }
}
