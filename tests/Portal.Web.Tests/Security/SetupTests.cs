using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Portal.Web.Identity;

namespace Portal.Web.Tests.Security;

/// <summary>On a portal of its own, because it is about a portal without users.</summary>
public sealed class SetupTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Setup_FirstAdministrator_OnceAndOnlyWithTheToken()
    {
        await using var portal = new PortalServer { WithoutUsers = true };
        await portal.InitializeAsync();
        using var browser = portal.CreateBrowser();
        Assert.Equal("/setup", (await browser.GetAsync("/", Ct)).Headers.Location!.OriginalString);
        Assert.Equal("/setup", (await browser.GetAsync("/sign-in", Ct)).Headers.Location!.OriginalString);

        var tokenFile = portal.Services.GetRequiredService<SetupTokens>().FilePath;
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(tokenFile));
        var token = (await File.ReadAllTextAsync(tokenFile, Ct)).Trim();

        Assert.Equal("token", await PostAsync("wrong", "a@example.org", PortalServer.Password, PortalServer.Password));
        Assert.Equal("email", await PostAsync(token, "nobody", PortalServer.Password, PortalServer.Password));
        Assert.Equal("password_mismatch", await PostAsync(token, "a@example.org", PortalServer.Password, PortalServer.Password + "!"));
        Assert.Equal("password_short", await PostAsync(token, "a@example.org", "short pass!", "short pass!"));
        Assert.Equal("password_weak", await PostAsync(token, "a@example.org", "PasswordPassword2026!", "PasswordPassword2026!"));
        Assert.Null(await PostAsync(token, "a@example.org", PortalServer.Password, PortalServer.Password));

        Assert.False(File.Exists(tokenFile));
        Assert.Equal("/", (await browser.GetAsync("/setup", Ct)).Headers.Location!.OriginalString);
        using var again = await portal.PostFormAsync(browser, "/sign-in", "/account/setup",
            ("token", token), ("email", "b@example.org"), ("password", PortalServer.Password), ("confirm", PortalServer.Password));
        Assert.Equal("/setup?error=token", again.Headers.Location!.OriginalString);
        using var signedIn = await portal.PostFormAsync(browser, "/sign-in", "/account/sign-in", ("email", "a@example.org"), ("password", PortalServer.Password));
        Assert.Equal("/", signedIn.Headers.Location!.OriginalString);

        async Task<string?> PostAsync(string withToken, string email, string password, string confirm)
        {
            using var answer = await portal.PostFormAsync(browser, "/setup", "/account/setup", ("token", withToken), ("email", email), ("password", password), ("confirm", confirm));
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(answer.Headers.Location!.OriginalString.Split('?')[1]);
            return query.TryGetValue("error", out var error) ? error.ToString() : null;
        }
    }

    [Fact]
    public void Token_AfterAnHourOrRenewal_IsOver()
    {
        var directory = Directory.CreateTempSubdirectory("portal-setup-").FullName;
        try
        {
            var time = new FakeTimeProvider();
            var tokens = new SetupTokens(new PortalOptions { DataDirectory = directory, ConnectionString = "", KeyFile = "" }, time);
            var first = tokens.Renew();
            var second = tokens.Renew();
            Assert.False(tokens.IsValid(first));
            Assert.True(tokens.IsValid(second));
            time.Advance(TimeSpan.FromHours(1));
            Assert.False(tokens.IsValid(second));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
