using System.Net;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Ipmi;
using Portal.Ipmi.Configuration;

namespace Portal.Web.Tests.Api;

public sealed class DoctorApiTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Doctor_SolDisabled_FindsItFixesItAndLooksAgain()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await SwitchSolOffAsync(bmc);
        using var client = await portal.CreateApiClientAsync(Role.Administrator);
        var path = $"/api/v1/servers/{await client.AddServerAsync(bmc)}/console";
        await client.WaitForAsync(path, console => console.Text("state") == "refused");

        var doctor = await client.SendAsync(HttpMethod.Post, path + "/doctor", null, HttpStatusCode.OK);
        var main = doctor["main"]!;
        Assert.Equal(("solEnabled", "failed", "solOff"), (main.Text("check"), main.Text("verdict"), main.Text("code")));
        Assert.Equal(("Serial over LAN is switched off in the BMC, channel 1.", "1"), (main.Text("sentence"), main["arguments"]![0]!.GetValue<string>()));
        Assert.Equal(16, doctor["steps"]!.AsArray().Count);

        using var viewer = await portal.CreateApiClientAsync(Role.Viewer);
        var seen = await viewer.SendAsync(HttpMethod.Post, path + "/doctor", null, HttpStatusCode.OK);
        Assert.All(seen["steps"]!.AsArray(), step => Assert.Null(step!["fix"]));
        await viewer.SendAsync(HttpMethod.Post, path + "/doctor/fix", new { fix = "enableSol" }, HttpStatusCode.NotFound);
        await viewer.SendAsync(HttpMethod.Post, path + "/doctor/probe", new { probe = "enter" }, HttpStatusCode.NotFound);

        var repair = await client.SendAsync(HttpMethod.Post, path + "/doctor/fix", new { fix = main["fix"]!.Text("fix") }, HttpStatusCode.OK);
        Assert.True(repair["done"]!.GetValue<bool>());
        Assert.Equal("solOn", repair["doctor"]!["steps"]!.AsArray().Single(step => step!.Text("check") == "solEnabled")!.Text("code"));
        Assert.Equal("live", (await client.GetAsync(path, HttpStatusCode.OK)).Text("state"));
        Assert.Equal("probeAnswered", (await client.SendAsync(HttpMethod.Post, path + "/doctor/probe", new { probe = "enter" }, HttpStatusCode.OK)).Text("code"));
    }

    [Theory]
    [InlineData("fix", """{"fix":"setBitRate"}""", "invalid_bit_rate")]
    [InlineData("fix", """{"fix":"setBitRate","bitRate":1200}""", "invalid_bit_rate")]
    [InlineData("fix", """{"fix":"everything"}""", "invalid_body")]
    [InlineData("fix", """{"fix":"enableSol","channel":1}""", "unknown_field")]
    [InlineData("probe", """{"probe":"shout"}""", "invalid_probe")]
    [InlineData("probe", "{}", "missing_field")]
    public async Task Doctor_WrongRequest_IsRefusedByName(string verb, string body, string code)
    {
        using var client = await portal.CreateApiClientAsync(Role.Administrator);
        var answer = await client.SendAsync(HttpMethod.Post, $"/api/v1/servers/{Guid.NewGuid():N}/console/doctor/{verb}", body, HttpStatusCode.BadRequest);
        Assert.Equal(code, answer.Text("code"));
    }

    private static async Task SwitchSolOffAsync(SimulatedBmc bmc)
    {
        await using var session = await BmcSession.OpenAsync(new BmcSessionOptions { EndPoint = bmc.EndPoint, UserName = "admin", Password = SecretBytes.FromText("password") }, Ct);
        await new SolConfigurator(session).ApplyAsync(new SolChange { Enabled = false }, Ct);
    }
}
