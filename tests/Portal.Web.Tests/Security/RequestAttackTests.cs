using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR.Client;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Web.Hubs;
using Portal.Web.Tests.Access;
using Portal.Web.Tests.Api;
using Portal.Web.Tests.Hubs;

namespace Portal.Web.Tests.Security;

/// <summary>More abuse cases of the threat model, by their number there: requests that are not what they seem. None may succeed.</summary>
public sealed class RequestAttackTests(PortalServer portal, MatrixWorld world)
{
    private static int s_address;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Bodies => [.. RouteTable.Rows.Where(row => row.Body is not null).Select(row => row.Route)];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Case22_FieldThatNoFormHas_IsRefusedEverywhere(string route)
    {
        var row = RouteTable.Rows.Single(row => row.Route == route);
        var administrator = world.People.Single(person => person.Name == "administrator");
        var body = JsonNode.Parse(world.Body(row, administrator, exists: true)!)!.AsObject();
        body["isAdministrator"] = true;
        using var answer = await administrator.Client.SendAsync(row.Method, await world.PathAsync(row, administrator, exists: true), body.ToJsonString());
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;
        Assert.Equal((HttpStatusCode.BadRequest, "unknown_field", "isAdministrator"), (answer.StatusCode, problem.Text("code"), problem.Text("field")));
    }

    [Fact]
    public async Task Case22_FieldOrHeaderTwice_IsRefused()
    {
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        Assert.Equal("invalid_body", (await administrator.SendAsync(HttpMethod.Post, "/api/v1/snippets", """{"name":"a","text":"x","name":"b"}""", HttpStatusCode.BadRequest)).Text("code"));
        var token = await portal.CreateTokenAsync(await portal.CreateUserAsync(Role.Viewer));
        var answer = await SayAsync($"GET /api/v1/servers HTTP/1.1\r\nHost: {portal.Address.Authority}\r\nAuthorization: Bearer {token}\r\nAuthorization: Bearer x\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 40", Encoding.Latin1.GetString(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case21_TokenInTheAddress_OpensNoRequestAndNoPage()
    {
        var token = await portal.CreateTokenAsync(await portal.CreateUserAsync(Role.Administrator));
        using var browser = portal.CreateBrowser();
        foreach (var path in new[] { "/api/v1/servers", "/api/v1/audit/export", "/", "/audit", "/_blazor/initializers" })
        {
            using var answer = await browser.GetAsync($"{path}?access_token={token}", Ct);
            Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Redirect, $"{path}: {answer.StatusCode}");
            Assert.DoesNotContain(token, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Case21_LinkOfOneServer_IsNotReachedByAnother()
    {
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        var (one, other) = (await AddServerAsync(administrator), await AddServerAsync(administrator));
        var link = (await administrator.SendAsync(HttpMethod.Post, $"/api/v1/servers/{one}/observer-links", new { label = "x", minutes = 5 }, HttpStatusCode.Created))["link"]!.Text("id");
        await administrator.SendAsync(HttpMethod.Delete, $"/api/v1/servers/{other}/observer-links/{link}", null, HttpStatusCode.NotFound);
        await administrator.SendAsync(HttpMethod.Delete, $"/api/v1/servers/{one}/observer-links/{link}", null, HttpStatusCode.NoContent);
    }

    /// <summary>As it stands on the wire: clients tidy such paths up.</summary>
    [Fact]
    public async Task Case28_PathsThatClimb_LeadToNoFile()
    {
        var token = await portal.CreateTokenAsync(await portal.CreateUserAsync(Role.Administrator));
        var secret = Convert.ToHexString(await File.ReadAllBytesAsync(Path.Combine(portal.DataDirectory, "secrets.key"), Ct));
        foreach (var climb in new[] { "..", "%2e%2e", "..%2f..", "..%5c..", "%2e%2e%2f%2e%2e", "....//..", "..;", "%c0%ae%c0%ae", "%252e%252e" })
        {
            foreach (var path in new[]
            {
                $"/{climb}/secrets.key", $"/css/{climb}/{climb}/secrets.key", $"/api/v1/servers/{climb}/{climb}/secrets.key/console/log", $"/api/v1/servers/{climb}/console/log?format={climb}/secrets.key",
                $"/api/v1/audit/export?format={climb}%2fportal.db", $"/openapi/{climb}%2fappsettings.json", $"/dist/{climb}%2f{climb}%2fportal.db",
            })
            {
                var answer = await SayAsync($"GET {path} HTTP/1.1\r\nHost: {portal.Address.Authority}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n");
                Assert.Matches("^HTTP/1.1 (302|400|404|401)", Encoding.Latin1.GetString(answer));
                Assert.DoesNotContain(secret, Convert.ToHexString(answer), StringComparison.Ordinal);
                Assert.DoesNotContain("SQLite format 3", Encoding.Latin1.GetString(answer), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/%0d%0aLocation:%20https://evil.example")]
    [InlineData("\t//evil.example")]
    public async Task Case08_ReturnAddressElsewhere_StaysHere(string url)
    {
        using var browser = portal.CreateBrowser();
        var user = await portal.CreateUserAsync(Role.Viewer);
        foreach (var answer in new[]
        {
            await portal.PostAsync(browser, "/account/language", ("culture", "en"), ("returnUrl", url)),
            await portal.PostAsync(browser, "/account/theme", ("theme", "dark"), ("returnUrl", url)),
            await portal.PostFormAsync(browser, "/sign-in", "/account/sign-in", ("email", user.Email!), ("password", PortalServer.Password), ("returnUrl", url)),
        })
        {
            using (answer)
            {
                var to = new Uri(portal.Address, Assert.Single(answer.Headers.GetValues("Location")));
                Assert.Equal(portal.Address.Authority, to.Authority);
            }
        }
    }

    /// <summary>Clickjacking and what caches keep: every answer says so, those that hold a secret above all.</summary>
    [Fact]
    public async Task Case24_AnswersWithSecrets_AreKeptByNobodyAndFramedByNobody()
    {
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        var server = await AddServerAsync(administrator);
        var user = await portal.CreateUserAsync(Role.Viewer);
        using var browser = await portal.SignInAsync(user);
        foreach (var answer in new[]
        {
            await administrator.SendAsync(HttpMethod.Post, "/api/v1/tokens", new { name = "t" }),
            await administrator.SendAsync(HttpMethod.Post, $"/api/v1/servers/{server}/observer-links", new { label = "x", minutes = 5 }),
            await administrator.SendAsync(HttpMethod.Get, $"/api/v1/servers/{server}/console/log"),
            await administrator.SendAsync(HttpMethod.Get, "/api/v1/audit/export"),
            await browser.GetAsync("/account/recovery-codes", Ct), await browser.GetAsync("/account", Ct), await browser.GetAsync("/set-password?token=x", Ct), await browser.GetAsync("/observe", Ct),
        })
        {
            using (answer)
            {
                Assert.True(answer.Headers.CacheControl?.NoStore, $"{answer.RequestMessage!.RequestUri}");
                Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Case18_LinesInNamesAndAddresses_ForgeNoLineOfTheLog()
    {
        var log = LogLines.Of(portal);
        using var browser = portal.CreateBrowser();
        using var viewer = await portal.CreateApiClientAsync(Role.Viewer);
        (await portal.PostFormAsync(browser, "/sign-in", "/account/sign-in", ("email", "a\r\nfail: forged\u001b[2J@example.org"), ("password", "x\r\nforged"))).Dispose();
        foreach (var path in new[] { "/api/v1/servers/%0d%0aforged", "/api/v1/servers/x%0aforged/power", "/%0aforged", $"/api/v1/servers/{Guid.NewGuid():N}?x=%0aforged" })
            (await viewer.GetAsync(path, Ct)).Dispose();
        await viewer.SendAsync(HttpMethod.Post, "/api/v1/snippets", new { name = "a\nforged", text = "x" }, HttpStatusCode.BadRequest);
        Assert.DoesNotContain(log.All, line => line.Contains("forged", StringComparison.Ordinal) && line.Any(char.IsControl));
        // Who asks for what is not theirs is in it.
        Assert.Contains(log.All, line => line.StartsWith("Portal.Fleet.Access.BmcAccess: Refused", StringComparison.Ordinal));
    }

    /// <summary>A client that types far faster than a line takes: all of it waits in the client, other people are served.</summary>
    [Fact]
    public async Task Case24_FloodOfKeysAndCalls_HoldsUpNobodyElse()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        var id = await administrator.AddServerAsync(bmc);
        await administrator.WaitForAsync($"/api/v1/servers/{id}/console", console => console.Text("state") == "live");
        await using var flooder = await HubViewer.ConnectAsync(portal, await portal.CreateTokenAsync(await portal.CreateUserAsync(Role.Operator)));
        await using var other = await HubViewer.ConnectAsync(portal, await portal.CreateTokenAsync(await portal.CreateUserAsync(Role.Viewer)));
        flooder.Attach(id, 0);
        other.Attach(id, 0);
        // Who is not attached yet may not type: the flood would be over before it began.
        await bmc.PrintAsync("ready"u8.ToArray(), Ct);
        await flooder.WaitUntilAsync(viewer => viewer.Seen.Length > 0);
        await flooder.Connection.InvokeAsync("Ack", id, 0L, Ct);
        using var stop = new CancellationTokenSource();
        var began = TimeProvider.System.GetTimestamp();
        var flood = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => FloodAsync(flooder, id, stop.Token)));

        await other.WaitUntilAsync(viewer => viewer.Seen.Length > 12 * 1024);
        for (var call = 0; call < 20; call++)
            await other.Connection.InvokeAsync("Ack", id, other.NextOffset, Ct).WaitAsync(TimeSpan.FromSeconds(5), Ct);
        Assert.Contains("not_found", (await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(() => other.WriteAsync(id, "x"u8.ToArray()))).Message, StringComparison.Ordinal);
        var most = (16 * 1024) + (TimeProvider.System.GetElapsedTime(began).TotalSeconds * 4 * 1024) + ConsoleHub.MaxWrite;
        Assert.InRange(bmc.TypedCount, 1, (long)most);
        await stop.CancelAsync();
        await flooder.Connection.StopAsync(Ct);
        await flood;
    }

    private static async Task FloodAsync(HubViewer viewer, string id, CancellationToken ct)
    {
        try
        {
            for (var index = 0; index < 64 && !ct.IsCancellationRequested; index++)
                await viewer.Connection.InvokeAsync("Write", id, new byte[ConsoleHub.MaxWrite].Select(_ => (byte)'k').ToArray(), ct);
        }
        catch (Exception exception) when (exception is OperationCanceledException or Microsoft.AspNetCore.SignalR.HubException or InvalidOperationException or IOException)
        {
            // It is over.
        }
    }

    private static async Task<string> AddServerAsync(HttpClient administrator) => (await administrator.SendAsync(HttpMethod.Post, "/api/v1/servers",
        new { name = PortalServer.NewName("attacked"), address = $"127.6.0.{Interlocked.Increment(ref s_address)}", port = 9, username = "admin", password = "password" }, HttpStatusCode.Created)).Text("id");

    private async Task<byte[]> SayAsync(string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(portal.Address.Host, portal.Address.Port, Ct);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text), Ct);
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer, Ct);
        return answer.ToArray();
    }
}
