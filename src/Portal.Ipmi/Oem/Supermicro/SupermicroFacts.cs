using Portal.Ipmi.Commands.App;

namespace Portal.Ipmi.Oem.Supermicro;

/// <summary>What Supermicro BMCs tell.</summary>
internal static class SupermicroFacts
{
    public static async Task ReadAsync(OemFacts facts, DeviceId id, CancellationToken ct)
    {
        // The product id is the board's id.
        facts.Add("Board id", $"{id.ProductId:X4}h");
        if (await facts.TryAsync(new GetSupermicroFanMode(), ct).ConfigureAwait(false) is { } fan)
            facts.Add("Fan mode", FanMode(fan.Mode));
        if (await facts.TryAsync(new GetSupermicroLanMode(), ct).ConfigureAwait(false) is { } lan)
            facts.Add("LAN mode", LanMode(lan.Mode));
        if (await facts.TryAsync(new GetSupermicroHostMac(), ct).ConfigureAwait(false) is { } mac)
            facts.Add("Host MAC address 1", MacText.Of(mac));
    }

    private static string FanMode(SupermicroFanMode mode) => mode switch
    {
        SupermicroFanMode.Standard => "standard",
        SupermicroFanMode.Full => "full speed",
        SupermicroFanMode.Optimal => "optimal",
        SupermicroFanMode.Pue => "PUE optimal",
        SupermicroFanMode.HeavyIo => "heavy I/O",
        _ => $"mode {(byte)mode}",
    };

    private static string LanMode(SupermicroLanMode mode) => mode switch
    {
        SupermicroLanMode.Dedicated => "dedicated",
        SupermicroLanMode.Shared => "shared",
        SupermicroLanMode.Failover => "failover",
        _ => $"mode {(byte)mode}",
    };
}
