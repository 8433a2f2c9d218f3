using System.Net;
using System.Text.Json.Nodes;
using Portal.BmcSim;
using Portal.Fleet.Access;

namespace Portal.Web.Tests.Api;

public sealed class AccessApiTests(PortalServer portal)
{
    private const string Grants = "/api/v1/grants";

    [Fact]
    public async Task Grant_GiveExplainDenyTake_IsSeenByThePersonAtOnce()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        using var root = await portal.CreateApiClientAsync(Role.Administrator);
        var user = await portal.CreateUserAsync(null);
        using var person = portal.CreateApiClient(await portal.CreateTokenAsync(user));
        var server = await root.AddServerAsync(bmc, "granted");
        await person.GetAsync($"/api/v1/servers/{server}", HttpStatusCode.NotFound);

        var role = await root.SendAsync(HttpMethod.Post, "/api/v1/roles", new { name = PortalServer.NewName("role"), rights = new[] { "consoleRead", "powerSoft" } }, HttpStatusCode.Created);
        Assert.Equal(["view", "consoleRead", "powerSoft"], role["rights"]!.AsArray().Select(right => right!.GetValue<string>()));
        var body = new { userId = user.Id, role = role.Text("id"), scope = new { kind = "tag", value = "granted" }, endsAt = TimeProvider.System.GetUtcNow().AddDays(1), reason = "on call" };
        var grant = await root.SendAsync(HttpMethod.Post, Grants, body, HttpStatusCode.Created);
        await person.GetAsync($"/api/v1/servers/{server}", HttpStatusCode.OK);

        var can = await person.GetAsync($"{Grants}/explain?server={server}&right=powerSoft", HttpStatusCode.OK);
        Assert.True(can["allowed"]!.GetValue<bool>());
        Assert.Equal(("gives", grant.Text("id")), (can["reasons"]![0]!.Text("kind"), can["reasons"]![0]!.Text("grantId")));
        Assert.Equal("roleLacks", (await person.GetAsync($"{Grants}/explain?server={server}&right=raw", HttpStatusCode.OK))["reasons"]![1]!.Text("kind"));
        Assert.Equal("right_unknown", (await person.GetAsync($"{Grants}/explain?server={server}&right=fly", HttpStatusCode.BadRequest)).Text("code"));

        var denial = await root.SendAsync(HttpMethod.Post, Grants, new { userId = user.Id, role = "viewer", scope = new { kind = "server", value = server }, denies = true }, HttpStatusCode.Created);
        await person.GetAsync($"/api/v1/servers/{server}", HttpStatusCode.NotFound);
        var cannot = await root.GetAsync($"{Grants}/explain?server={server}&right=view&userId={user.Id}", HttpStatusCode.OK);
        Assert.Equal((false, "denies"), (cannot["allowed"]!.GetValue<bool>(), cannot["reasons"]![0]!.Text("kind")));

        Assert.Equal("role_in_use", (await root.SendAsync(HttpMethod.Delete, $"/api/v1/roles/{role.Text("id")}", null, HttpStatusCode.Conflict)).Text("code"));
        await root.SendAsync(HttpMethod.Delete, $"{Grants}/{denial.Text("id")}", null, HttpStatusCode.NoContent);
        await person.GetAsync($"/api/v1/servers/{server}", HttpStatusCode.OK);
        foreach (var path in (string[])["/api/v1/users", "/api/v1/roles", Grants, $"/api/v1/servers/{server}/observer-links"])
            await person.GetAsync(path, HttpStatusCode.NotFound);
        await root.SendAsync(HttpMethod.Patch, $"/api/v1/users/{user.Id}", new { disabled = true }, HttpStatusCode.OK);
        await person.GetAsync("/api/v1/servers", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task User_Deleted_EverythingOfTheirsEndsAndTheAuditKeepsTheName()
    {
        using var root = await portal.CreateApiClientAsync(Role.Administrator);
        var user = await portal.CreateUserAsync(Role.Operator);
        using var person = portal.CreateApiClient(await portal.CreateTokenAsync(user));
        using var browser = await portal.SignInAsync(user);
        var path = $"/api/v1/users/{user.Id}";
        await person.SendAsync(HttpMethod.Delete, path, null, HttpStatusCode.NotFound);

        await root.SendAsync(HttpMethod.Delete, path, null, HttpStatusCode.NoContent);

        await person.GetAsync("/api/v1/servers", HttpStatusCode.Unauthorized);
        using (var page = await browser.GetAsync("/api/v1/servers", TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.Unauthorized, page.StatusCode);
        await root.GetAsync(path, HttpStatusCode.NotFound);
        await root.SendAsync(HttpMethod.Delete, path, null, HttpStatusCode.NotFound);
        var rows = (await root.GetAsync($"/api/v1/audit?action=user.delete&text={Uri.EscapeDataString(user.Email!)}", HttpStatusCode.OK))["items"]!.AsArray();
        Assert.Contains(rows, row => row!.Text("detail").Contains(user.Email!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Request_AskedByOneAndApprovedByAnother_OpensTheServer()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        using var root = await portal.CreateApiClientAsync(Role.Administrator);
        using var person = await portal.CreateApiClientAsync(null);
        var server = await root.AddServerAsync(bmc);

        var asked = await person.SendAsync(HttpMethod.Post, "/api/v1/requests", new { server, role = "operator", hours = 4, reason = "it hangs" }, HttpStatusCode.Created);
        var path = $"/api/v1/requests/{asked.Text("id")}";
        await person.SendAsync(HttpMethod.Post, $"{path}/approve", new { }, HttpStatusCode.NotFound);
        Assert.True((await root.GetAsync(path, HttpStatusCode.OK))["mayDecide"]!.GetValue<bool>());
        Assert.Equal("hours_invalid", (await root.SendAsync(HttpMethod.Post, $"{path}/approve", new { hours = 5 }, HttpStatusCode.BadRequest)).Text("code"));
        var approved = await root.SendAsync(HttpMethod.Post, $"{path}/approve", new { hours = 1, answer = "one hour" }, HttpStatusCode.OK);
        Assert.Equal(("approved", 1), (approved.Text("state"), approved["givenHours"]!.GetValue<int>()));
        await person.GetAsync($"/api/v1/servers/{server}", HttpStatusCode.OK);
        Assert.Equal("request_decided", (await root.SendAsync(HttpMethod.Post, $"{path}/refuse", new { answer = "no" }, HttpStatusCode.Conflict)).Text("code"));
    }

    [Fact]
    public async Task Token_ForReadingOneTag_CanDoNothingElse()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var other = SimulatedBmc.Start(new SimulatedBmcOptions());
        using var root = await portal.CreateApiClientAsync(Role.Administrator);
        var server = await root.AddServerAsync(bmc, "tokened");
        var elsewhere = await root.AddServerAsync(other);
        var made = await root.SendAsync(HttpMethod.Post, "/api/v1/tokens", new { name = "metrics", rights = new[] { "view" }, scope = new { kind = "tag", value = "tokened" } }, HttpStatusCode.Created);
        using var robot = portal.CreateApiClient(made.Text("token"));

        Assert.Equal([server], (await robot.GetAsync("/api/v1/servers?limit=1000", HttpStatusCode.OK))["items"]!.AsArray().Select(item => item!.Text("id")));
        await robot.GetAsync($"/api/v1/servers/{elsewhere}", HttpStatusCode.NotFound);
        await robot.SendAsync(HttpMethod.Post, $"/api/v1/servers/{server}/power", new { action = "on" }, HttpStatusCode.NotFound);
        await robot.SendAsync(HttpMethod.Post, "/api/v1/tokens", new { name = "wider" }, HttpStatusCode.NotFound);
        await robot.GetAsync("/api/v1/users", HttpStatusCode.NotFound);
        JsonNode listed = Assert.Single((await robot.GetAsync("/api/v1/tokens", HttpStatusCode.OK))["items"]!.AsArray())!;
        Assert.Equal(("metrics", "127.0.0.1"), (listed.Text("name"), listed.Text("lastUsedFrom")));
    }
}
