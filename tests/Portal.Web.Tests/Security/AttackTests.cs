using System.Net;
using System.Net.Sockets;
using System.Text;
using Bunit;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Fleet.Power;
using Portal.Fleet.Secrets;
using Portal.Fleet.Servers;
using Portal.Web.Api;
using Portal.Web.Components.Servers;
using Portal.Web.Live;
using Portal.Web.Security;
using Portal.Web.Tests.Access;
using Portal.Web.Tests.Api;
using Portal.Web.Tests.Hubs;
using TestContext = Xunit.TestContext;

namespace Portal.Web.Tests.Security;

/// <summary>
/// Abuse cases of the threat model that touch the web, by their number there; none may succeed. Elsewhere: 1 and 21 (somebody else's things) in RouteMatrixTests,
/// HubMatrixTests and PageMatrixTests; 2 (other sites' sockets) in OriginCheckTests; 3 (stale hub) in RevocationTests; 16 (escape sequences) in TerminalAttackTests;
/// 19 and 20 (guessing) in SignInTests.
/// </summary>
public sealed class AttackTests(PortalServer portal, MatrixWorld world)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case02_OneUseOfAForeignSitesForm_Refused()
    {
        var cookies = new CookieContainer();
        using var browser = await portal.SignInAsync(await portal.CreateUserAsync(Role.Administrator), cookies);
        foreach (var path in new[] { "/api/v1/servers", "/account/sign-out", "/account/language" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([KeyValuePair.Create("culture", "zh-CN")]) };
            request.Headers.Add("Origin", "https://evil.example");
            using var answer = await browser.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/", Ct)).StatusCode);
    }

    [Fact]
    public async Task Case17_MarkupInNames_IsShownAsText()
    {
        const string Evil = "<img src=x onerror=alert(1)>";
        using var administrator = await world.Portal.CreateApiClientAsync(Role.Administrator);
        var id = (await administrator.SendAsync(HttpMethod.Post, "/api/v1/servers",
            new { name = PortalServer.NewName("xss"), address = "127.0.0.4", port = 9, username = "admin", password = "password", notes = Evil, tags = new[] { "x" }, rack = Evil }, HttpStatusCode.Created)).Text("id");
        await using var visit = new PageVisit(world.Portal, world.People.Single(person => person.Name == "administrator").User);
        var page = visit.Render<ServerPage>(parameters => parameters.Add(server => server.Id, id));
        page.WaitForElement(".server-head", TimeSpan.FromSeconds(20));
        Assert.Empty(page.FindAll("img[onerror]"));
        Assert.Contains("&lt;img", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("\0=1")]
    [InlineData("＝1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠x")]
    public void Case18_FormulaInATable_IsText(string text)
    {
        var field = Csv.Field(text);
        Assert.StartsWith("\"'", field, StringComparison.Ordinal);
        Assert.DoesNotContain('\0', field);
        Assert.Equal("\"a\"\"b\"", Csv.Field("a\"b"));
    }

    [Fact]
    public async Task Case18_LineBreakInAName_EntersNoHeader()
    {
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        foreach (var name in new[] { "a\r\nSet-Cookie: x=y", "a\nb", "a\0b" })
            Assert.Equal("name", (await administrator.SendAsync(HttpMethod.Post, "/api/v1/servers", new { name, address = "127.0.0.4", port = 9, username = "a", password = "b" }, HttpStatusCode.BadRequest)).Text("field"));
    }

    [Fact]
    public async Task Case22_MoreFieldsThanAsked_Refused()
    {
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        foreach (var field in new[] { "id", "simulated", "tenantId", "epoch", "createdAt" })
        {
            var body = $$"""{"name":"x","address":"127.0.0.4","port":9,"username":"a","password":"b","{{field}}":"1"}""";
            var problem = await administrator.SendAsync(HttpMethod.Post, "/api/v1/servers", body, HttpStatusCode.BadRequest);
            Assert.Equal(("unknown_field", field), (problem.Text("code"), problem.Text("field")));
        }
    }

    [Fact]
    public async Task Case22_ForgedEventOfADialog_AsksTheGateAgain()
    {
        // A circuit takes whatever event a client sends: here one of a dialog that a viewer was never offered.
        var viewer = world.People.Single(person => person.Name == "viewer");
        Assert.True(BmcId.TryParse(world.Server, out var id));
        var access = world.Portal.Services.GetRequiredService<BmcAccess>();
        var caller = new Caller(viewer.User.Id, viewer.User.UserName!, "page", null);
        var view = await (await access.OpenAsync(caller, id, BmcRight.View, Ct)).GetAsync(Ct);
        var before = (await access.ListOperationsAsync(caller, 1000, Ct)).Count(operation => operation.UserName == viewer.User.UserName);
        await using var visit = new PageVisit(world.Portal, viewer.User);
        var dialog = visit.Render<PowerDialog>(parameters => parameters.Add(power => power.Server, view with { Rights = Role.Administrator.Rights() }).Add(power => power.Action, PowerAction.Off));
        await dialog.Find(".dialog-foot .button-danger, .dialog-foot .button-primary").ClickAsync(new());
        Assert.Equal(before, (await access.ListOperationsAsync(caller, 1000, Ct)).Count(operation => operation.UserName == viewer.User.UserName));
    }

    [Fact]
    public async Task Case23_ForgedOrOldCookie_OpensNothing()
    {
        var cookies = new CookieContainer();
        var browser = await portal.SignInAsync(await portal.CreateUserAsync(Role.Viewer), cookies);
        var cookie = cookies.GetCookies(portal.Address)["pilotlight"]!;
        Assert.True(cookie.HttpOnly);
        var good = cookie.Value;
        Assert.Equal(HttpStatusCode.OK, await AskAsync(good));
        var middle = good.Length / 2;
        foreach (var forged in new[] { good[..^4] + "AAAA", good[..middle] + (good[middle] == 'A' ? 'B' : 'A') + good[(middle + 1)..], good + good, "", new string('A', good.Length), "CfDJ8" + new string('A', 200) })
            Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(forged));

        (await portal.PostAsync(browser, "/account/sign-out")).Dispose();
        browser.Dispose();
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(good));

        async Task<HttpStatusCode> AskAsync(string value)
        {
            using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = portal.Address };
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/servers");
            request.Headers.TryAddWithoutValidation("Cookie", $"pilotlight={value}");
            using var answer = await client.SendAsync(request, Ct);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Case24_OversizedBodiesHeadersAndMessages_Refused()
    {
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        using (var answer = await administrator.PostAsync("/api/v1/snippets", new StringContent(new string(' ', (1 << 20) + 1), null, "application/json"), Ct))
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        using (var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in"))
        {
            request.Headers.Add("X-Long", new string('a', 17 << 10));
            using var answer = await administrator.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, answer.StatusCode);
        }

        await using var viewer = await HubViewer.ConnectAsync(portal, await portal.CreateTokenAsync(await portal.CreateUserAsync(Role.Operator)));
        var closed = new TaskCompletionSource();
        viewer.Connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await viewer.Connection.SendAsync("Write", Guid.NewGuid().ToString("N"), new byte[64 << 10], Ct);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Ct);
    }

    [Fact]
    public async Task Case24_PageByLongPolling_Refused()
    {
        var cookies = new CookieContainer();
        using var browser = await portal.SignInAsync(await portal.CreateUserAsync(Role.Viewer), cookies);
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            using var request = new HttpRequestMessage(method, "/_blazor?id=x");
            request.Headers.Add("Origin", portal.Address.GetLeftPart(UriPartial.Authority));
            using var answer = await browser.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Case29_TraceAndDoubleLengths_Refused()
    {
        Assert.StartsWith("HTTP/1.1 4", await SayAsync("TRACE / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
        // Smuggling: a body that two readers would end at different places.
        foreach (var twice in new[] { "Content-Length: 4\r\nContent-Length: 5", "Content-Length: 4\r\nTransfer-Encoding: xchunked", "Transfer-Encoding: chunked, identity" })
            Assert.StartsWith("HTTP/1.1 400", await SayAsync($"POST /account/sign-in HTTP/1.1\r\nHost: {{host}}\r\n{twice}\r\nConnection: close\r\n\r\nabcde"), StringComparison.Ordinal);

        async Task<string> SayAsync(string text)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(portal.Address.Host, portal.Address.Port, Ct);
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(text.Replace("{host}", portal.Address.Authority, StringComparison.Ordinal)), Ct);
            using var reader = new StreamReader(stream);
            return await reader.ReadLineAsync(Ct) ?? "";
        }
    }

    [Fact]
    public async Task Case29_ForwardedByAStranger_IsNotBelieved()
    {
        var user = await portal.CreateUserAsync(Role.Viewer);
        using var client = portal.CreateApiClient(await portal.CreateTokenAsync(user));
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");
        await client.SendAsync(HttpMethod.Post, "/api/v1/tokens", new { name = "t" }, HttpStatusCode.Created);
        Assert.DoesNotContain("203.0.113.9", await AddressesOfAsync(portal, user));
    }

    [Fact]
    public async Task Case29_ForwardedByTheProxy_IsBelieved()
    {
        await using var proxied = new PortalServer { MoreSettings = ["--Portal:Proxies=127.0.0.1", "--Portal:Limits:ReadsPerMinute=3", "--Portal:Limits:ConnectsPerMinute=1", "--Portal:Limits:AnonymousPerSecond=1"] };
        await proxied.InitializeAsync();
        var user = await proxied.CreateUserAsync(Role.Viewer);
        var token = await proxied.CreateTokenAsync(user);
        using var client = proxied.CreateApiClient(token);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.1, 203.0.113.9");
        await client.SendAsync(HttpMethod.Post, "/api/v1/tokens", new { name = "t" }, HttpStatusCode.Created);
        // The nearest that is no proxy of ours; what stands before it anybody could have written.
        Assert.Contains("203.0.113.9", await AddressesOfAsync(proxied, user));

        await Case24_TooManyAsync(proxied, client, token);
    }

    [Fact]
    public async Task Case28_KeyRingAtRest_IsItsOwnersOnly()
    {
        using var browser = portal.CreateBrowser();
        _ = await browser.GetStringAsync("/sign-in", Ct);
        foreach (var path in Directory.EnumerateFileSystemEntries(portal.DataDirectory, "*", SearchOption.AllDirectories).Prepend(portal.DataDirectory))
            Assert.True(OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)) == 0, path);
        var ring = Directory.GetFiles(Path.Combine(portal.DataDirectory, "keys"), "*.xml");
        Assert.NotEmpty(ring);
        foreach (var path in ring)
        {
            var text = await File.ReadAllTextAsync(path, Ct);
            Assert.Contains("<sealed", text, StringComparison.Ordinal);
            Assert.DoesNotContain("masterKey", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Case28_KeyRingOfAnEarlierVersion_IsSealedAndStillGood()
    {
        var directory = Directory.CreateTempSubdirectory("portal-ring-").FullName;
        try
        {
            var options = new PortalOptions { DataDirectory = directory, ConnectionString = "", KeyFile = "" };
            var keys = Directory.CreateDirectory(KeyRingFiles.DirectoryOf(options));
            string text;
            using (var before = new ServiceCollection().AddDataProtection().PersistKeysToFileSystem(keys).Services.BuildServiceProvider())
                text = before.GetRequiredService<IDataProtectionProvider>().CreateProtector("x").Protect("kept");
            var path = Assert.Single(Directory.GetFiles(keys.FullName));
            Assert.Contains("masterKey", await File.ReadAllTextAsync(path, Ct), StringComparison.Ordinal);

            var box = portal.Services.GetRequiredService<SecretBox>();
            var files = new KeyRingFiles(options, box);
            files.SealPlain();
            Assert.DoesNotContain("masterKey", await File.ReadAllTextAsync(path, Ct), StringComparison.Ordinal);
            Assert.Equal(1, Assert.Single(await files.CountAsync(Ct)).Value);
            Assert.Equal(0, await files.RewrapAsync(Ct));
            using var after = new ServiceCollection().AddSingleton(box).AddDataProtection().PersistKeysToFileSystem(keys).Services.BuildServiceProvider();
            Assert.Equal("kept", after.GetRequiredService<IDataProtectionProvider>().CreateProtector("x").Unprotect(text));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Case 24 again, where the limits are small: more than that is told when to come back.</summary>
    private static async Task Case24_TooManyAsync(PortalServer small, HttpClient client, string token)
    {
        HttpResponseMessage answer;
        var asked = 0;
        do
        {
            answer = await client.GetAsync("/api/v1/servers", Ct);
            asked++;
        }
        while (answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal((HttpStatusCode.TooManyRequests, 4), (answer.StatusCode, asked));
        Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);

        var viewers = new List<HubViewer>();
        var refused = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            for (var index = 0; index < 5; index++)
                viewers.Add(await HubViewer.ConnectAsync(small, token));
        });
        Assert.Contains("429", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(4, viewers.Count);

        // The one that was refused is told so before it is gone from the count.
        var connections = small.Services.GetRequiredService<LiveConnections>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (connections.Count(LiveKind.Console) != viewers.Count)
            await look.WaitForNextTickAsync(limit.Token);
        foreach (var viewer in viewers)
            await viewer.DisposeAsync();

        using var nobody = small.CreateBrowser();
        var statuses = new List<HttpStatusCode>();
        for (var index = 0; index < 12; index++)
            statuses.Add((await nobody.GetAsync("/sign-in", Ct)).StatusCode);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync("/health/live", Ct)).StatusCode);
    }

    private static async Task<List<string?>> AddressesOfAsync(PortalServer portal, PortalUser user)
    {
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct);
        return await db.Set<AuditEntry>().Where(entry => entry.UserId == user.Id && entry.Action == "token.create").Select(entry => entry.RemoteAddress).ToListAsync(Ct);
    }
}
