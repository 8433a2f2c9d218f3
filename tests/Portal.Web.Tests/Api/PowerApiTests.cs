using System.Net;
using Portal.BmcSim;
using Portal.Fleet.Access;

namespace Portal.Web.Tests.Api;

public sealed class PowerApiTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Power_Off_ConfirmedAndSentOnce()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 0 });
        using var client = await portal.CreateApiClientAsync(Role.Administrator);
        var path = $"/api/v1/servers/{await client.AddServerAsync(bmc)}";
        await client.WaitForAsync(path + "/power", power => power.Text("state") == "on" && power["ageSeconds"] is not null);

        using var answer = await client.SendAsync(HttpMethod.Post, path + "/power", new { action = "off", reason = "disk swap" }, "the-key");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var location = answer.Headers.Location!.OriginalString;
        using var again = await client.SendAsync(HttpMethod.Post, path + "/power", new { action = "off" }, "the-key");
        Assert.Equal((HttpStatusCode.Accepted, location), (again.StatusCode, again.Headers.Location!.OriginalString));
        Assert.Equal("idempotency_key_reused",
            (await client.SendAsync(HttpMethod.Post, path + "/power", new { action = "on" }, HttpStatusCode.Conflict, "the-key")).Text("code"));

        var operation = await client.WaitForAsync(location, read => read["ended"]!.GetValue<bool>());
        Assert.Equal(("confirmed", "off", "disk swap"), (operation.Text("state"), operation.Text("action"), operation.Text("reason")));
        Assert.False(bmc.IsOn);
        Assert.Single(bmc.Ledger, entry => entry.NetFn == 0 && entry.Command == 2);

        var list = await client.GetAsync("/api/v1/operations?limit=1000", HttpStatusCode.OK);
        Assert.Contains(list["items"]!.AsArray(), item => item!.Text("id") == operation.Text("id"));
        using var stranger = await portal.CreateApiClientAsync(null);
        await stranger.GetAsync(location, HttpStatusCode.NotFound);
        Assert.Empty((await stranger.GetAsync("/api/v1/operations", HttpStatusCode.OK))["items"]!.AsArray());
    }

    [Fact]
    public async Task Power_SecondWhileFirstIsUnderWay_ConflictNamesIt()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 0 });
        using var client = await portal.CreateApiClientAsync(Role.Operator);
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        var path = $"/api/v1/servers/{await administrator.AddServerAsync(bmc)}/power";
        await client.WaitForAsync(path, power => power.Text("state") == "on");

        // The command is never answered, so the first stays under way until its time is up.
        bmc.Faults.Unanswered.Add((0, 2));
        var first = await client.SendAsync(HttpMethod.Post, path, new { action = "cycle" }, HttpStatusCode.Accepted);
        var problem = await client.SendAsync(HttpMethod.Post, path, new { action = "off" }, HttpStatusCode.Conflict);
        Assert.Equal(("power_conflict", first.Text("id")), (problem.Text("code"), problem["operation"]!.Text("id")));
        Assert.DoesNotContain(bmc.Ledger.Where(entry => entry.NetFn == 0 && entry.Command == 2).Skip(1), _ => true);
    }

    [Theory]
    [InlineData("""{"action":"explode"}""", null, "invalid_action")]
    [InlineData("""{"action":1}""", null, "invalid_body")]
    [InlineData("""{"action":"off","force":true}""", null, "unknown_field")]
    [InlineData("""{"action":"off"}""", "two words", "invalid_idempotency_key")]
    public async Task Power_UnacceptableRequest_ProblemAndNothingSent(string body, string? key, string code)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        using var client = await portal.CreateApiClientAsync(Role.Administrator);
        var path = $"/api/v1/servers/{await client.AddServerAsync(bmc)}/power";
        Assert.Equal(code, (await client.SendAsync(HttpMethod.Post, path, body, HttpStatusCode.BadRequest, key)).Text("code"));
        Assert.True(bmc.IsOn);
    }
}
