using System.Net;
using Portal.BmcSim;
using Portal.Fleet.Access;

namespace Portal.Web.Tests.Api;

public sealed class ConnectionTestApiTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Test_HealthyBmc_EveryStepPassesOrIsNoted()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        using var client = await portal.CreateApiClientAsync(Role.Administrator);

        var test = await client.SendAsync(HttpMethod.Post, $"/api/v1/servers/{await client.AddServerAsync(bmc)}/test", null, HttpStatusCode.OK);

        Assert.True(test["ok"]!.GetValue<bool>());
        Assert.Equal(["address", "presence", "capabilities", "session", "device", "chassis", "sol"], test["steps"]!.AsArray().Select(step => step!.Text("name")));
    }

    [Fact]
    public async Task Test_Rakp2StopsVerifyingOnAKnownServer_IdentityNotProven()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        using var client = await portal.CreateApiClientAsync(Role.Administrator);
        var path = $"/api/v1/servers/{await client.AddServerAsync(bmc)}";
        await client.WaitForAsync(path + "/console", console => console.Text("state") == "live");
        bmc.Faults.CorruptRakp2 = true;

        var test = await client.SendAsync(HttpMethod.Post, path + "/test", null, HttpStatusCode.OK).WaitAsync(TimeSpan.FromSeconds(10), Ct);

        Assert.False(test["ok"]!.GetValue<bool>());
        var failed = Assert.Single(test["steps"]!.AsArray(), step => step!.Text("verdict") == "failed")!;
        Assert.Equal(("session", "bmc_identity_not_proven"), (failed.Text("name"), failed["problem"]!.Text("code")));
        Assert.Contains("no longer proves that it knows the password that worked before", failed["problem"]!.Text("message"), StringComparison.Ordinal);
    }
}
