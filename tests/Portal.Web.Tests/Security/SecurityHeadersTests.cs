using System.Net;

namespace Portal.Web.Tests.Security;

public sealed class SecurityHeadersTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/sign-in", HttpStatusCode.OK)]
    [InlineData("/", HttpStatusCode.Redirect)]
    [InlineData("/api/v1/servers", HttpStatusCode.Unauthorized)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    [InlineData("/openapi/v1.json", HttpStatusCode.OK)]
    [InlineData("/docs", HttpStatusCode.OK)]
    [InlineData("/no-such-page", HttpStatusCode.Redirect)]
    [InlineData("/css/docs.css", HttpStatusCode.OK)]
    public async Task AnyAnswer_Headers_AreStrict(string path, HttpStatusCode status)
    {
        using var browser = portal.CreateBrowser();
        using var answer = await browser.GetAsync(path, Ct);
        Assert.Equal(status, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["same-origin"], answer.Headers.GetValues("Referrer-Policy"));
        Assert.Equal(["same-origin"], answer.Headers.GetValues("Cross-Origin-Opener-Policy"));
        Assert.Equal(["same-origin"], answer.Headers.GetValues("Cross-Origin-Resource-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
        if (!path.StartsWith("/css", StringComparison.Ordinal))
            Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task MissingPage_SignedIn_PageSaysSo()
    {
        using var browser = await portal.SignInAsync(await portal.CreateUserAsync(Fleet.Access.Role.Viewer));
        using var answer = await browser.GetAsync("/no-such-page", Ct);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("<html", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_Document_DescribesEveryEndpoint()
    {
        using var client = new HttpClient { BaseAddress = portal.Address };
        var document = System.Text.Json.Nodes.JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json", Ct))!;
        string[] paths =
        [
            "/api/v1/servers", "/api/v1/servers/{id}", "/api/v1/servers/{id}/test", "/api/v1/servers/{id}/power", "/api/v1/servers/{id}/console",
            "/api/v1/servers/{id}/console/log", "/api/v1/servers/{id}/console/doctor", "/api/v1/servers/{id}/console/doctor/fix",
            "/api/v1/servers/{id}/console/doctor/probe", "/api/v1/servers/{id}/console/take", "/api/v1/servers/{id}/console/release", "/api/v1/servers/{id}/console/record", "/api/v1/operations", "/api/v1/operations/{id}", "/api/v1/tokens", "/api/v1/tokens/{id}",
        ];
        Assert.Empty(paths.Except(document["paths"]!.AsObject().Select(path => path.Key)));
        Assert.Equal("bearer", document["components"]!["securitySchemes"]!["bearer"]!["scheme"]!.GetValue<string>());
        foreach (var operation in document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()))
            Assert.False(string.IsNullOrEmpty(operation.Value!["summary"]?.GetValue<string>()), operation.Value.ToJsonString());
    }
}
