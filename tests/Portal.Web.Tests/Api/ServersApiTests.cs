using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Portal.BmcSim;
using Portal.Fleet.Access;

namespace Portal.Web.Tests.Api;

public sealed partial class ServersApiTests(PortalServer portal)
{
    private const string Servers = "/api/v1/servers";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Servers_AddReadChangeDelete_TellTheSameStory()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        using var client = await portal.CreateApiClientAsync(Role.Administrator);
        var name = PortalServer.NewName("life");

        using var added = await client.SendAsync(HttpMethod.Post, Servers, ApiTestExtensions.ServerBody(name, bmc.EndPoint, "Blue", "web"));
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var text = await added.Content.ReadAsStringAsync(Ct);
        Assert.DoesNotContain("\"password\"", text, StringComparison.Ordinal);
        var path = added.Headers.Location!.OriginalString;
        Assert.Equal($"{Servers}/{JsonNode.Parse(text)!.Text("id")}", path);

        var read = await client.GetAsync(path, HttpStatusCode.OK);
        Assert.Equal((name, "127.0.0.1", bmc.EndPoint.Port, "admin"), (read.Text("name"), read.Text("address"), read["port"]!.GetValue<int>(), read.Text("username")));
        Assert.Equal(["blue", "web"], read["tags"]!.AsArray().Select(tag => tag!.GetValue<string>()));
        Assert.Contains("administer", read["rights"]!.AsArray().Select(right => right!.GetValue<string>()));

        var changed = await client.SendAsync(HttpMethod.Patch, path, new { rack = "r9", tags = new[] { "green" } }, HttpStatusCode.OK);
        Assert.Equal(("r9", name), (changed.Text("rack"), changed.Text("name")));

        Assert.Equal(HttpStatusCode.Conflict, (await client.SendAsync(HttpMethod.Post, Servers, ApiTestExtensions.ServerBody(name, bmc.EndPoint))).StatusCode);
        await client.SendAsync(HttpMethod.Delete, path, null, HttpStatusCode.NoContent);
        Assert.Equal("not_found", (await client.GetAsync(path, HttpStatusCode.NotFound)).Text("code"));
    }

    [Fact]
    public async Task List_QueryAndCursor_WalkTheWholeListOnce()
    {
        using var client = await portal.CreateApiClientAsync(Role.Administrator);
        var tag = PortalServer.NewName("paging");
        var names = new List<string>();
        for (var number = 0; number < 5; number++)
        {
            await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
            var added = await client.SendAsync(HttpMethod.Post, Servers, ApiTestExtensions.ServerBody(PortalServer.NewName("page"), bmc.EndPoint, tag), HttpStatusCode.Created);
            names.Add(added.Text("name"));
        }

        var seen = new List<string>();
        var cursor = "";
        do
        {
            var page = await client.GetAsync($"{Servers}?query=tag:{tag}&limit=2&cursor={cursor}", HttpStatusCode.OK);
            Assert.InRange(page["items"]!.AsArray().Count, 1, 2);
            seen.AddRange(page["items"]!.AsArray().Select(item => item!.Text("name")));
            cursor = page["nextCursor"]?.GetValue<string>() ?? "";
        }
        while (cursor.Length > 0);
        Assert.Equal(names.Order(StringComparer.OrdinalIgnoreCase), seen);
    }

    [Theory]
    [InlineData("""{"name":"x","address":"127.0.0.1","username":"a","password":"b","colour":"red"}""", "unknown_field", "colour")]
    [InlineData("""{"name":"x","address":"127.0.0.1","username":"a"}""", "missing_field", "password")]
    [InlineData("""{"name":"x","address":"127.0.0.1","username":"a","password":"b","port":"623"}""", "invalid_body", "port")]
    [InlineData("""{"name":"x","name":"y","address":"127.0.0.1","username":"a","password":"b"}""", "invalid_body", "name")]
    [InlineData("""{"name":"x","address":"203.0.113.7","username":"a","password":"b"}""", "address_not_allowed", "address")]
    [InlineData("""{"name":""", "invalid_body", "name")]
    public async Task Add_UnacceptableBody_ProblemNamesCodeAndField(string body, string code, string field)
    {
        using var client = await portal.CreateApiClientAsync(Role.Administrator);
        var problem = await client.SendAsync(HttpMethod.Post, Servers, body, HttpStatusCode.BadRequest);
        Assert.Equal((code, field), (problem.Text("code"), problem.Text("field")));
    }

    [Theory]
    [InlineData("?query=colour:red", "invalid_query")]
    [InlineData("?limit=0", "invalid_limit")]
    [InlineData("?cursor=!!", "invalid_cursor")]
    public async Task List_WrongParameter_ProblemNamesIt(string parameters, string code)
    {
        using var client = await portal.CreateApiClientAsync(Role.Viewer);
        Assert.Equal(code, (await client.GetAsync(Servers + parameters, HttpStatusCode.BadRequest)).Text("code"));
    }

    [Fact]
    public async Task Viewer_OneServer_NeitherAddressNorAdministration()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        using var viewer = await portal.CreateApiClientAsync(Role.Viewer);
        var path = $"{Servers}/{await administrator.AddServerAsync(bmc)}";

        var read = await viewer.GetAsync(path, HttpStatusCode.OK);
        Assert.All(["address", "port", "username"], field => Assert.Null(read[field]));
        await viewer.SendAsync(HttpMethod.Post, path + "/power", new { action = "off" }, HttpStatusCode.NotFound);
        await viewer.SendAsync(HttpMethod.Delete, path, null, HttpStatusCode.NotFound);
        await viewer.SendAsync(HttpMethod.Post, Servers, ApiTestExtensions.ServerBody("never", bmc.EndPoint), HttpStatusCode.NotFound);
        Assert.DoesNotContain(bmc.Ledger, entry => entry.NetFn == 0 && entry.Command == 2);
    }

    [Theory]
    [InlineData("GET", "", null)]
    [InlineData("PATCH", "", """{"rack":"r1"}""")]
    [InlineData("DELETE", "", null)]
    [InlineData("POST", "/test", null)]
    [InlineData("GET", "/power", null)]
    [InlineData("POST", "/power", """{"action":"cycle"}""")]
    [InlineData("GET", "/console", null)]
    [InlineData("GET", "/console/log", null)]
    public async Task AnyRequest_MissingOrForbidden_SameBytes(string method, string rest, string? body)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        using var stranger = await portal.CreateApiClientAsync(null);
        var id = await administrator.AddServerAsync(bmc);

        var answers = new List<string>();
        foreach (var target in new[] { id, Guid.NewGuid().ToString("N"), "nonsense" })
        {
            using var answer = await stranger.SendAsync(new HttpMethod(method), $"{Servers}/{target}{rest}", body);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(',', header.Value)}"));
            answers.Add(headers + TraceId().Replace(await answer.Content.ReadAsStringAsync(Ct), ""));
        }
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Test_GoodAndWrongPassword_StepsSaySo()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        using var client = await portal.CreateApiClientAsync(Role.Administrator);
        var path = $"{Servers}/{await client.AddServerAsync(bmc)}";

        var good = await client.SendAsync(HttpMethod.Post, path + "/test", null, HttpStatusCode.OK);
        Assert.True(good["ok"]!.GetValue<bool>(), good.ToJsonString());
        Assert.Contains(good["steps"]!.AsArray().OfType<JsonNode>(), step => step.Text("name") == "session" && step.Text("verdict") == "passed");

        await client.SendAsync(HttpMethod.Patch, path, new { password = "not it" }, HttpStatusCode.OK);
        var bad = await client.SendAsync(HttpMethod.Post, path + "/test", null, HttpStatusCode.OK);
        Assert.False(bad["ok"]!.GetValue<bool>());
        Assert.Contains(bad["steps"]!.AsArray().OfType<JsonNode>(), step => step.Text("verdict") == "failed" && step["problem"]!.Text("code") == "bmc_password_rejected");
    }

    [Fact]
    public async Task UnknownPathAndMethod_Program_GetsProblems()
    {
        using var client = await portal.CreateApiClientAsync(Role.Viewer);
        Assert.Equal("not_found", (await client.GetAsync("/api/v1/nothing", HttpStatusCode.NotFound)).Text("code"));
        Assert.Equal("method_not_allowed", (await client.SendAsync(HttpMethod.Put, Servers, "{}", HttpStatusCode.MethodNotAllowed)).Text("code"));
        Assert.Equal("missing_body", (await client.SendAsync(HttpMethod.Post, Servers, null, HttpStatusCode.BadRequest)).Text("code"));
        using var form = await client.PostAsync(Servers, new StringContent("name=x", null, "application/x-www-form-urlencoded"), Ct);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, form.StatusCode);
        Assert.Contains("unsupported_media_type", await form.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var anonymous = new HttpClient { BaseAddress = portal.Address };
        Assert.Equal("unauthenticated", (await anonymous.GetAsync(Servers, HttpStatusCode.Unauthorized)).Text("code"));
        Assert.Equal("unauthenticated", (await anonymous.GetAsync("/api/v1/nothing", HttpStatusCode.Unauthorized)).Text("code"));
    }

    [GeneratedRegex("\"traceId\":\"[^\"]+\"")]
    private static partial Regex TraceId();
}
