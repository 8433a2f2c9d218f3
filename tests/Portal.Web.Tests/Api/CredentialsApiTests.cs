using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Web.Tests.Verbs;

namespace Portal.Web.Tests.Api;

public sealed class CredentialsApiTests(PortalServer portal)
{
    private const string Credentials = "/api/v1/credentials";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rotate_TwoThatShareOneAndOneThatIsGone_EachTellsItsOwnEnd()
    {
        await using var one = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var two = SimulatedBmc.Start(new SimulatedBmcOptions());
        two.Faults.PasswordBytesKept = 16;
        using var client = await portal.CreateApiClientAsync(Role.Administrator);
        var tag = PortalServer.NewName("vault");
        var (first, second) = (await client.AddServerAsync(one, tag), await client.AddServerAsync(two, tag));
        foreach (var id in (string[])[first, second])
            await client.WaitForAsync($"/api/v1/servers/{id}", server => server.ToJsonString().Contains("\"online\"", StringComparison.Ordinal));
        var before = await client.GetAsync($"{Credentials}?query=tag:{tag}", HttpStatusCode.OK);
        Assert.All(before["items"]!.AsArray(), item => Assert.Contains("shared", item!["findings"]!.AsArray().Select(finding => finding!.GetValue<string>())));
        Assert.Single(before["items"]!.AsArray().Select(item => item!["sharedGroup"]!.GetValue<int>()).Distinct());

        using (var answer = await client.SendAsync(HttpMethod.Post, $"{Credentials}/rotations", new { query = $"tag:{tag}", reason = "test" }))
        {
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            var done = await client.WaitForAsync(answer.Headers.Location!.OriginalString, run => run["rotations"]!.AsArray().All(row => row!.Text("state") == "done"));
            Assert.Equal([20, 16], new[] { first, second }.Select(id => done["rotations"]!.AsArray().Single(row => row!.Text("serverId") == id)!["passwordBytes"]!.GetValue<int>()));
        }

        var after = await client.GetAsync($"{Credentials}?query=tag:{tag}", HttpStatusCode.OK);
        Assert.All(after["items"]!.AsArray(), item => Assert.Equal((true, 0, null), (item!["generated"]!.GetValue<bool>(), item["findings"]!.AsArray().Count, item["sharedGroup"])));
        Assert.Equal("invalid_servers", (await client.SendAsync(HttpMethod.Post, $"{Credentials}/rotations", new { query = "tag:no-such-tag" }, HttpStatusCode.BadRequest)).Text("code"));
        Assert.Equal("invalid_servers", (await client.SendAsync(HttpMethod.Post, $"{Credentials}/rotations", new { }, HttpStatusCode.BadRequest)).Text("code"));
        Assert.Equal("not_found", (await client.SendAsync(HttpMethod.Post, $"{Credentials}/rotations", new { servers = new[] { first, Guid.NewGuid().ToString("N") } }, HttpStatusCode.NotFound)).Text("code"));
    }

    [Fact]
    public async Task Rotate_BrowserThatSignedInLongAgo_MustProveWhoItIsFirst()
    {
        var user = await portal.CreateUserAsync(Role.Administrator);
        using var browser = await portal.SignInAsync(user);
        await using (var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct))
            await db.UserSessions.Where(session => session.UserId == user.Id).ExecuteUpdateAsync(set => set.SetProperty(session => session.ConfirmedAt, DateTimeOffset.UnixEpoch), Ct);
        foreach (var path in (string[])["rotations", "keys/rotate"])
            Assert.Equal("reauthentication_required", await PostAsync(path));
        Assert.Equal("invalid_servers", await PostAsync("checks"));

        async Task<string> PostAsync(string path)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Credentials}/{path}") { Content = new StringContent("{\"query\":\"tag:no-such-tag\"}", Encoding.UTF8, "application/json") };
            request.Headers.Add("Origin", portal.Address.GetLeftPart(UriPartial.Authority));
            using var answer = await browser.SendAsync(request, Ct);
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!.Text("code");
        }
    }

    [Fact]
    public async Task Keys_RotatedByCommandLine_TheRunningPortalGoesOnWithTheNewOne()
    {
        await using var own = new PortalServer();
        await own.InitializeAsync();
        using var client = await own.CreateApiClientAsync(Role.Administrator);
        var id = (await client.SendAsync(HttpMethod.Post, "/api/v1/servers", ApiTestExtensions.ServerBody("keys", new IPEndPoint(IPAddress.Parse("127.0.0.9"), 9)), HttpStatusCode.Created)).Text("id");
        var before = (await client.GetAsync($"{Credentials}/keys", HttpStatusCode.OK))["keys"]![0]!.Text("id");
        Assert.Contains($"{before} active ", (await own.RunVerbAsync("", "keys", "show")).Output, StringComparison.Ordinal);

        var (status, output, error) = await own.RunVerbAsync("", "keys", "rotate");

        Assert.Equal((0, ""), (status, error));
        Assert.Contains($"{before} retiring 0", output, StringComparison.Ordinal);
        var after = await client.WaitForAsync($"{Credentials}/keys", keys => keys["keys"]![0]!.Text("id") != before);
        Assert.True(after["underWay"]!.GetValue<bool>());
        Assert.DoesNotContain("unreadable", (await client.GetAsync(Credentials, HttpStatusCode.OK)).ToJsonString(), StringComparison.Ordinal);
        await client.SendAsync(HttpMethod.Patch, $"/api/v1/servers/{id}", new { password = "changed" }, HttpStatusCode.OK);
        Assert.Equal("key_rotation_under_way", (await client.SendAsync(HttpMethod.Post, $"{Credentials}/keys/rotate", null, HttpStatusCode.Conflict)).Text("code"));
        Assert.Equal(1, (await own.RunVerbAsync("", "keys", "rotate")).Status);
    }
}
