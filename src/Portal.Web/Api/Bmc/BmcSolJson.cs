using Portal.Fleet.Configuration.Sol;
using Portal.Ipmi.Configuration;

namespace Portal.Web.Api.Bmc;

/// <summary>Serial over LAN of a BMC, read from it just now. What the BMC does not tell is null.</summary>
/// <param name="BitRate">In force: 9600, 19200, 38400, 57600, 115200; 0 for that of the serial port.</param>
/// <param name="StoredBitRate">Kept over a restart.</param>
/// <param name="Privilege">Lowest privilege that may open it.</param>
internal sealed record BmcSolJson(
    int Channel, bool? Enabled, int? BitRate, int? StoredBitRate, string? Privilege, bool? ForceEncryption, bool? ForceAuthentication, int? AccumulateMs, int? SendThreshold, int? Retries, int? RetryMs,
    int? PayloadChannel, int? PayloadPort, IReadOnlyList<int> Unread, DateTimeOffset ReadAt)
{
    public static BmcSolJson From(SolView view)
    {
        var sol = view.Settings;
        return new BmcSolJson(
            sol.Channel, sol.Enabled, Rate(sol.BitRate), Rate(sol.StoredBitRate), sol.Privilege?.ToString().ToLowerInvariant(), sol.ForceEncryption, sol.ForceAuthentication,
            (int?)sol.AccumulateInterval?.TotalMilliseconds, sol.SendThreshold, sol.RetryCount, (int?)sol.RetryInterval?.TotalMilliseconds, sol.PayloadChannel, sol.PayloadPort,
            [.. sol.Unread.Select(unread => (int)unread.Parameter).Distinct()], view.ReadAt);
    }

    internal static int? Rate(SerialBitRate? rate) => rate is { } set ? SolRates.Of(set) : null;
}
