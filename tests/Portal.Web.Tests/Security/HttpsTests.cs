using System.Net;
using System.Text.RegularExpressions;
using Portal.Fleet.Access;

namespace Portal.Web.Tests.Security;

/// <summary>A portal behind a proxy that ends TLS: it is told its public origin.</summary>
public sealed partial class HttpsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PublicOrigin_Https_PinsCookiesAndOrigin()
    {
        const string Origin = "https://bmc.example.org";
        await using var portal = new PortalServer { MoreSettings = [$"--Portal:PublicOrigin={Origin}"] };
        await portal.InitializeAsync();
        var user = await portal.CreateUserAsync(Role.Viewer);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = portal.Address };

        using var home = await client.GetAsync("/", Ct);
        Assert.Equal($"{Origin}/sign-in?returnUrl=%2F", home.Headers.Location!.OriginalString);
        Assert.Equal(["max-age=63072000; includeSubDomains"], home.Headers.GetValues("Strict-Transport-Security"));

        using var page = await client.GetAsync("/sign-in", Ct);
        var form = Assert.Single(page.Headers.GetValues("Set-Cookie"));
        AssertPinned("__Host-pilotlight-form", form);
        var token = FormToken().Match(await page.Content.ReadAsStringAsync(Ct)).Groups[1].Value;

        using var foreign = await PostAsync(portal.Address.GetLeftPart(UriPartial.Authority));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        using var own = await PostAsync(Origin);
        Assert.Equal("/", own.Headers.Location!.OriginalString);
        var cookies = own.Headers.GetValues("Set-Cookie").ToArray();
        AssertPinned("__Host-pilotlight", Assert.Single(cookies, cookie => cookie.StartsWith("__Host-pilotlight=", StringComparison.Ordinal)));
        AssertPinned("__Host-pilotlight-device", Assert.Single(cookies, cookie => !cookie.StartsWith("__Host-pilotlight=", StringComparison.Ordinal)));

        async Task<HttpResponseMessage> PostAsync(string origin)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/account/sign-in")
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = user.Email!, ["password"] = PortalServer.Password, ["__RequestVerificationToken"] = token }),
            };
            request.Headers.Add("Origin", origin);
            request.Headers.Add("Cookie", form.Split(';')[0]);
            return await client.SendAsync(request, Ct);
        }
    }

    private static void AssertPinned(string name, string cookie)
    {
        Assert.StartsWith(name + "=", cookie, StringComparison.Ordinal);
        foreach (var attribute in new[] { "; path=/", "; secure", "; samesite=strict", "; httponly" })
            Assert.Contains(attribute, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
