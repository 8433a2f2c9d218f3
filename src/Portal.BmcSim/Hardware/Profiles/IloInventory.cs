using System.Text;

namespace Portal.BmcSim.Hardware.Profiles;

/// <summary>Inventory like that of an HPE server with an iLO 5. HPE documents no commands of its own.</summary>
internal static class IloInventory
{
    public static SimIdentity Identity { get; } = new(47196, 0x2000, 2, 72, 0);

    public static IReadOnlyList<SimFru> Frus { get; } =
    [
        new(0, new FruImageBuilder
        {
            Chassis = new FruChassis(0x17, "", "CZJ0420017"),
            Board = new FruBoard(null, "HPE", "ProLiant DL380 Gen10", "PWNTX0ARHC0017", "809455-001", "09/20/20"),
            Product = new FruProduct("HPE", "ProLiant DL380 Gen10", "868703-B21", "07", "CZJ0420017", "", "09/20/20"),
        }.AddRecord(0xC0, [0x0B, 0x00, 0x00, 0x01, .. Encoding.ASCII.GetBytes("HPE")]).AddRecord(0xD2, 0x0B, 0x00, 0x00, 0x02).Build(1024)),
        new(16, new FruImageBuilder { Product = new FruProduct("Intel", "Intel(R) Xeon(R) Gold 6230 CPU @ 2.10GHz", "", "", "", "", "") }.Build(256)),
        new(17, new FruImageBuilder { Product = new FruProduct("Intel", "Intel(R) Xeon(R) Gold 6230 CPU @ 2.10GHz", "", "", "", "", "") }.Build(256)),
        new(238, new FruImageBuilder { Product = new FruProduct("HPE", "BMC CONTROLLER", "iLO 5", "", "ASIC Ver: 5", "", "") }.Build(256)),
    ];
}
