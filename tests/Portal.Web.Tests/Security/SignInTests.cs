using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Access;
using Portal.Web.Identity;

namespace Portal.Web.Tests.Security;

public sealed class SignInTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignIn_GoodPassword_CookieIsGuardedAndOpensPages()
    {
        var user = await portal.CreateUserAsync(Role.Viewer);
        using var browser = portal.CreateBrowser();
        using var answer = await portal.PostFormAsync(browser, "/sign-in", "/account/sign-in", ("email", user.Email!), ("password", PortalServer.Password), ("returnUrl", "/servers/1"));
        Assert.Equal((HttpStatusCode.SeeOther, "/servers/1"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), text => text.StartsWith("pilotlight=", StringComparison.Ordinal));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("; expires", cookie, StringComparison.OrdinalIgnoreCase);
        using var page = await browser.GetAsync("/", Ct);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        using var api = await browser.GetAsync("/api/v1/servers", Ct);
        Assert.Equal(HttpStatusCode.OK, api.StatusCode);
    }

    [Fact]
    public async Task SignIn_UnknownWrongAndDisabled_SameAnswersUpToTheLock()
    {
        var known = await portal.CreateUserAsync(Role.Viewer);
        var disabled = await portal.CreateUserAsync(Role.Viewer);
        await using (var scope = portal.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
            var row = await users.FindByIdAsync(disabled.Id);
            row!.Disabled = true;
            await users.UpdateAsync(row);
        }
        var stories = new List<string>();
        foreach (var (email, password) in new[] { (known.Email!, "wrong password!"), ("nobody@example.org", "wrong password!"), (disabled.Email!, PortalServer.Password) })
        {
            using var browser = portal.CreateBrowser();
            var story = new List<string>();
            for (var attempt = 0; attempt < 6; attempt++)
            {
                using var answer = await portal.PostFormAsync(browser, "/sign-in", "/account/sign-in", ("email", email), ("password", password));
                story.Add($"{(int)answer.StatusCode} {answer.Headers.Location} {answer.Headers.Contains("Set-Cookie")} {await answer.Content.ReadAsStringAsync(Ct)}");
            }
            stories.Add(string.Join('\n', story));
        }
        Assert.Single(stories.Distinct());
        Assert.Contains("error=credentials", stories[0], StringComparison.Ordinal);
        Assert.EndsWith("303 /sign-in?error=locked&returnUrl=%2F False ", stories[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_ElevenAttemptsInAMinute_TooMany()
    {
        using var browser = portal.CreateBrowser();
        for (var attempt = 0; attempt < 10; attempt++)
            (await portal.PostAsync(browser, "/account/sign-in", ("email", "x"))).Dispose();
        using var answer = await portal.PostAsync(browser, "/account/sign-in", ("email", "x"));
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);

        // A person is led back to the form, which says so.
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var again = await portal.PostAsync(browser, "/account/sign-in", ("email", "x"));
        Assert.Equal("/sign-in?error=slow_down", again.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task SignIn_WithoutFormToken_Expired()
    {
        var user = await portal.CreateUserAsync(Role.Viewer);
        using var browser = portal.CreateBrowser();
        using var answer = await portal.PostAsync(browser, "/account/sign-in", ("email", user.Email!), ("password", PortalServer.Password));
        Assert.Equal("/sign-in?error=expired&returnUrl=%2F", answer.Headers.Location!.OriginalString);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task SignOut_KeptCookie_IsWorthNothing()
    {
        var cookies = new CookieContainer();
        var user = await portal.CreateUserAsync(Role.Viewer);
        using var browser = await portal.SignInAsync(user, cookies);
        var kept = new CookieContainer();
        kept.Add(cookies.GetCookies(portal.Address));
        using var thief = portal.CreateBrowser(kept);
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/api/v1/tokens", Ct)).StatusCode);

        using var answer = await portal.PostAsync(browser, "/account/sign-out");
        Assert.Equal("/signed-out", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.GetAsync("/api/v1/tokens", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/", Ct)).StatusCode);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/ok\r\nX: y")]
    [InlineData("")]
    [InlineData(null)]
    public void LocalUrl_Elsewhere_FirstPage(string? url) => Assert.Equal("/", AccountEndpoints.LocalUrl(url));

    [Fact]
    public async Task LanguageAndTheme_Chosen_ComeBackInThePage()
    {
        using var browser = portal.CreateBrowser();
        using var language = await portal.PostAsync(browser, "/account/language", ("culture", "zh-CN"), ("returnUrl", "/sign-in"));
        Assert.Equal("/sign-in", language.Headers.Location!.OriginalString);
        (await portal.PostAsync(browser, "/account/theme", ("theme", "dark"))).Dispose();
        using var page = await browser.GetAsync("/sign-in", Ct);
        Assert.Contains("zh-CN", page.Content.Headers.ContentLanguage);
        var html = await page.Content.ReadAsStringAsync(Ct);
        Assert.Contains("lang=\"zh-CN\"", html, StringComparison.Ordinal);
        Assert.Contains("data-theme=\"dark\"", html, StringComparison.Ordinal);
    }
}
