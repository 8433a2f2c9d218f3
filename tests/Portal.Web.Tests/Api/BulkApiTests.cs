using System.Net;
using System.Text.Json.Nodes;
using Portal.BmcSim;
using Portal.Fleet.Access;

namespace Portal.Web.Tests.Api;

/// <summary>One power action for many servers: each once, each by its own right, and again only what failed for certain.</summary>
public sealed class BulkApiTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bulk_OneRefuses_IsToldForEachAndTriedAgainOnce()
    {
        await using var good = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 0 });
        await using var bad = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 0 });
        bad.Faults.CompletionCodes[(0, 2)] = 0xD5;
        using var client = await portal.CreateApiClientAsync(Role.Administrator);
        string[] servers = [await client.AddServerAsync(good), await client.AddServerAsync(bad)];
        foreach (var server in servers)
            await client.WaitForAsync($"/api/v1/servers/{server}/power", power => power.Text("state") == "on" && power["ageSeconds"] is not null);

        using var answer = await client.SendAsync(HttpMethod.Post, "/api/v1/operations", new { action = "off", servers, reason = "rack move", expected = 2, batchSize = 1 }, "bulk-key");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var location = answer.Headers.Location!.OriginalString;
        using var again = await client.SendAsync(HttpMethod.Post, "/api/v1/operations", new { action = "off", servers, reason = "rack move", expected = 2, batchSize = 1 }, "bulk-key");
        Assert.Equal(location, again.Headers.Location!.OriginalString);

        var ended = await client.WaitForAsync(location, read => read["ended"]!.GetValue<bool>());
        Assert.Equal(("bulk", "done", "rack move"), (ended.Text("kind"), ended.Text("state"), ended.Text("reason")));
        Assert.Equal("confirmed", StateOf(ended, servers[0]));
        Assert.Equal("failed", StateOf(ended, servers[1]));
        Assert.Single(good.Ledger, entry => entry is { NetFn: 0, Command: 2 });

        // Only the one that failed, and once however often it is asked for.
        bad.Faults.CompletionCodes.Clear();
        var retry = await client.SendAsync(HttpMethod.Post, location + "/retry", new { includeUnknown = false }, HttpStatusCode.Accepted);
        var second = await client.WaitForAsync($"/api/v1/operations/{retry.Text("id")}", read => read["ended"]!.GetValue<bool>());
        Assert.Equal(servers[1], Assert.Single(second["servers"]!.AsArray())!.Text("serverId"));
        Assert.Equal("confirmed", StateOf(second, servers[1]));
        Assert.Equal("already_retried", (await client.SendAsync(HttpMethod.Post, location + "/retry", new { includeUnknown = false }, HttpStatusCode.Conflict)).Text("code"));
        Assert.Equal("nothing_to_retry", (await client.SendAsync(HttpMethod.Post, $"/api/v1/operations/{retry.Text("id")}/retry", new { includeUnknown = true }, HttpStatusCode.Conflict)).Text("code"));
        Assert.Single(good.Ledger, entry => entry is { NetFn: 0, Command: 2 });

        // Whoever sees none of its servers finds nothing; an operator who does may look, but neither stop nor retry.
        using var stranger = await portal.CreateApiClientAsync(null);
        await stranger.GetAsync(location, HttpStatusCode.NotFound);
        using var other = await portal.CreateApiClientAsync(Role.Operator);
        Assert.Equal(2, (await other.GetAsync(location, HttpStatusCode.OK))["servers"]!.AsArray().Count);
        await other.SendAsync(HttpMethod.Post, location + "/retry", new { includeUnknown = false }, HttpStatusCode.NotFound);
        await other.SendAsync(HttpMethod.Post, location + "/stop", null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Bulk_OutcomeUnknown_IsTriedAgainOnlyWhenAskedForJustThat()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 0 });
        using var client = await portal.CreateApiClientAsync(Role.Administrator);
        var server = await client.AddServerAsync(bmc);
        await client.WaitForAsync($"/api/v1/servers/{server}/power", power => power.Text("state") == "on" && power["ageSeconds"] is not null);

        // A reset leaves no trace in the chassis: without the answer nobody can say.
        bmc.Faults.Unanswered.Add((0, 2));
        var started = await client.SendAsync(HttpMethod.Post, "/api/v1/operations", new { action = "reset", servers = new[] { server } }, HttpStatusCode.Accepted);
        var location = $"/api/v1/operations/{started.Text("id")}";
        var ended = await client.WaitForAsync(location, read => read["ended"]!.GetValue<bool>());
        Assert.Equal("unknown", StateOf(ended, server));
        Assert.Equal("nothing_to_retry", (await client.SendAsync(HttpMethod.Post, location + "/retry", new { includeUnknown = false }, HttpStatusCode.Conflict)).Text("code"));
        await client.SendAsync(HttpMethod.Post, location + "/retry", new { includeUnknown = true }, HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Bulk_ServerWithoutTheRight_NothingIsDone()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 0 });
        using var client = await portal.CreateApiClientAsync(Role.Administrator);
        var server = await client.AddServerAsync(bmc);
        using var viewer = await portal.CreateApiClientAsync(Role.Viewer);

        await viewer.SendAsync(HttpMethod.Post, "/api/v1/operations", new { action = "off", servers = new[] { server } }, HttpStatusCode.NotFound);
        await client.SendAsync(HttpMethod.Post, "/api/v1/operations", new { action = "off", servers = new[] { server, Guid.NewGuid().ToString("N") } }, HttpStatusCode.NotFound);
        Assert.Equal("count_changed", (await client.SendAsync(HttpMethod.Post, "/api/v1/operations", new { action = "off", servers = new[] { server }, expected = 2 }, HttpStatusCode.Conflict)).Text("code"));
        Assert.Equal("invalid_query", (await client.SendAsync(HttpMethod.Post, "/api/v1/operations", new { action = "off", query = "" }, HttpStatusCode.BadRequest)).Text("code"));
        Assert.Equal("nothing_matches", (await viewer.SendAsync(HttpMethod.Post, "/api/v1/operations", new { action = "off", query = "name:*" }, HttpStatusCode.BadRequest)).Text("code"));
        Assert.Equal("invalid_selection", (await client.SendAsync(HttpMethod.Post, "/api/v1/operations", new { action = "off" }, HttpStatusCode.BadRequest)).Text("code"));
        Assert.DoesNotContain(bmc.Ledger, entry => entry is { NetFn: 0, Command: 2 });
        Assert.True(bmc.IsOn);
    }

    [Fact]
    public async Task Export_OfHostileNames_IsTextForSpreadsheets()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 0 });
        using var client = await portal.CreateApiClientAsync(Role.Administrator);
        var name = PortalServer.NewName("export");
        await client.SendAsync(HttpMethod.Post, "/api/v1/servers", new { name, address = "127.0.0.1", port = bmc.EndPoint.Port, username = "admin", password = "password", rack = "=1+1", tags = new[] { "a", "b" } }, HttpStatusCode.Created);

        var csv = await client.GetStringAsync($"/api/v1/servers/export?format=csv&columns=rack,tags,power&query=name:{name}", Ct);
        Assert.StartsWith("name,id,rack,tags,power\r\n", csv.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains("\"'=1+1\",\"a, b\",", csv, StringComparison.Ordinal);
        var json = JsonNode.Parse(await client.GetStringAsync($"/api/v1/servers/export?format=json&columns=rack&query=name:{name}", Ct))!.AsArray();
        Assert.Equal((name, "=1+1"), (Assert.Single(json)!.Text("name"), json[0]!.Text("rack")));
    }

    [Fact]
    public async Task Views_SharedByAnAdministrator_AreEverybodysToSeeAndNotToChange()
    {
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        using var viewer = await portal.CreateApiClientAsync(Role.Viewer);
        var name = PortalServer.NewName("view");
        var view = await administrator.SendAsync(HttpMethod.Post, "/api/v1/views", new { name, query = "health:critical", sort = "-seen", group = "rack", columns = "health,rack", shared = true }, HttpStatusCode.Created);
        var path = $"/api/v1/views/{view.Text("id")}";

        Assert.Equal(("health:critical", "rack"), ((await viewer.GetAsync(path, HttpStatusCode.OK)).Text("query"), (await viewer.GetAsync(path, HttpStatusCode.OK)).Text("group")));
        await viewer.SendAsync(HttpMethod.Put, path, new { name = "mine now" }, HttpStatusCode.NotFound);
        await viewer.SendAsync(HttpMethod.Delete, path, null, HttpStatusCode.NotFound);
        await viewer.SendAsync(HttpMethod.Post, "/api/v1/views", new { name, shared = true }, HttpStatusCode.NotFound);
        Assert.Equal("invalid_query", (await viewer.SendAsync(HttpMethod.Post, "/api/v1/views", new { name, query = "colour:red" }, HttpStatusCode.BadRequest)).Text("code"));
        using var deleted = await administrator.SendAsync(HttpMethod.Delete, path, null);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    private static string StateOf(JsonNode bulk, string server) => bulk["servers"]!.AsArray().Single(one => one!.Text("serverId") == server)!.Text("state");
}
