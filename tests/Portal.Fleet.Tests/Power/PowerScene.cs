using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tests.Power;

/// <summary>What tests of power operations begin with and look at.</summary>
internal static class PowerScene
{
    public static async Task<(ServerView Server, BmcHandle Handle)> LiveAsync(TestPortal portal, SimulatedBmc bmc, string name = "sim")
    {
        var server = await portal.AddAsync(bmc, name);
        await portal.WaitLiveAsync(server.Id);
        return (server, await portal.OpenAsync(server.Id, rights: BmcRight.PowerHard));
    }

    /// <summary>Power commands that the BMC has carried out.</summary>
    public static int Executed(SimulatedBmc bmc) => bmc.Ledger.Count(entry => entry is { NetFn: 0, Command: 2, CompletionCode: 0 });
}
