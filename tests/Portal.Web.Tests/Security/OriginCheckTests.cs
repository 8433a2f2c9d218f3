using System.Net;
using System.Net.WebSockets;
using Portal.Fleet.Access;

namespace Portal.Web.Tests.Security;

public sealed class OriginCheckTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1")]
    [InlineData("https://{authority}")]
    [InlineData("http://{authority}.evil.example")]
    [InlineData("http://{authority}@evil.example")]
    [InlineData("http://evil.example#http://{authority}")]
    [InlineData("http://{authority}/")]
    [InlineData("http://{authority}.")]
    [InlineData("{authority}")]
    [InlineData("file://")]
    [InlineData("http://{authority}, http://evil.example")]
    [InlineData(null)]
    public async Task ForeignOrMissingOrigin_WithCookie_Refused(string? origin)
    {
        var cookies = new CookieContainer();
        using var browser = await portal.SignInAsync(await portal.CreateUserAsync(Role.Administrator), cookies);
        origin = origin?.Replace("{authority}", portal.Address.Authority, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, await UpgradeAsync("/_blazor?id=x", origin, cookies));
        Assert.Equal(HttpStatusCode.Forbidden, await UpgradeAsync("/hubs/console", origin, cookies));
        Assert.Equal(HttpStatusCode.Forbidden, await UpgradeAsync("/hubs/observe", origin, cookies));
        foreach (var path in new[] { "/_blazor/negotiate?negotiateVersion=1", "/hubs/console/negotiate?negotiateVersion=1", "/hubs/observe/negotiate?negotiateVersion=1", "/api/v1/tokens", "/account/sign-out" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("{}", null, "application/json") };
            if (origin is not null)
                request.Headers.TryAddWithoutValidation("Origin", origin);
            using var answer = await browser.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("origin_refused", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task OwnOrigin_WithCookie_NegotiatesAndUpgrades()
    {
        var cookies = new CookieContainer();
        using var browser = await portal.SignInAsync(await portal.CreateUserAsync(Role.Viewer), cookies);
        var own = portal.Address.GetLeftPart(UriPartial.Authority);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", own);
        using var answer = await browser.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await UpgradeAsync("/_blazor", own, cookies));
    }

    [Fact]
    public async Task NoOriginAndNoCookie_TokenDecides()
    {
        using var client = await portal.CreateApiClientAsync(Role.Viewer);
        using var good = await client.PostAsync("/api/v1/tokens", new StringContent("""{"name":"x"}""", null, "application/json"), Ct);
        Assert.Equal(HttpStatusCode.Created, good.StatusCode);
        using var anonymous = new HttpClient { BaseAddress = portal.Address };
        using var none = await anonymous.PostAsync("/_blazor/negotiate", null, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await UpgradeAsync("/_blazor", null, new CookieContainer()));
    }

    [Fact]
    public async Task ForeignHost_AnyRequest_Refused()
    {
        using var client = new HttpClient { BaseAddress = portal.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Host = "evil.example";
        using var answer = await client.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<HttpStatusCode> UpgradeAsync(string path, string? origin, CookieContainer cookies)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.Cookies = cookies;
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(new Uri($"ws://{portal.Address.Authority}{path}"), Ct);
        }
        catch (WebSocketException)
        {
            // The status tells.
        }
        return socket.HttpStatusCode;
    }
}
