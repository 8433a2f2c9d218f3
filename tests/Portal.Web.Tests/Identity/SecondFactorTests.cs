using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Fleet.SignIn;
using Portal.Testing;
using Portal.Web.Identity.SecondFactor;

namespace Portal.Web.Tests.Identity;

public sealed partial class SecondFactorTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private AuthenticatorApps Apps => portal.Services.GetRequiredService<AuthenticatorApps>();

    private RecoveryCodes Recovery => portal.Services.GetRequiredService<RecoveryCodes>();

    // RFC 6238, appendix B, SHA-1, the last six digits.
    [Theory]
    [InlineData(1111111111, "050471")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void TimeCode_OfTheSpecification(long seconds, string expected)
    {
        var secret = Encoding.ASCII.GetBytes("12345678901234567890");
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Assert.Equal(expected, TimeCode.Compute(secret, TimeCode.StepAt(at)));
        Assert.Equal(TimeCode.StepAt(at), TimeCode.FindStep(secret, expected.Insert(3, " "), at + TimeSpan.FromSeconds(30)));
        Assert.Equal(TimeCode.StepAt(at), TimeCode.FindStep(secret, expected, at - TimeSpan.FromSeconds(30)));
        Assert.Null(TimeCode.FindStep(secret, expected, at + TimeSpan.FromSeconds(60)));
        Assert.Null(TimeCode.FindStep(secret, expected, at - TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Code_TenAtOnce_OneIsTaken()
    {
        var user = await portal.CreateUserAsync(Role.Viewer);
        var (key, at) = await EnrolAsync(user);
        var code = Authenticator.CodeAt(key, at, 1);
        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Apps.VerifyAsync(user.Id, code, Ct), Ct)));
        Assert.Single(taken, good => good);
        // Nor does an earlier one work now, though its time is not over.
        Assert.False(await Apps.VerifyAsync(user.Id, Authenticator.CodeAt(key, at), Ct));
    }

    [Fact]
    public async Task Secret_InTheDatabase_IsSealedAndBoundToItsUser()
    {
        var (mine, other) = (await portal.CreateUserAsync(Role.Viewer), await portal.CreateUserAsync(Role.Viewer));
        var (key, at) = await EnrolAsync(mine);
        await EnrolAsync(other);
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct);
        var row = await db.Set<AuthenticatorApp>().AsNoTracking().SingleAsync(app => app.UserId == mine.Id, Ct);
        Assert.DoesNotContain(key.Replace(" ", "", StringComparison.Ordinal), Encoding.Latin1.GetString(row.Secret), StringComparison.Ordinal);
        await db.Set<AuthenticatorApp>().Where(app => app.UserId == other.Id).ExecuteUpdateAsync(set => set.SetProperty(app => app.Secret, row.Secret), Ct);
        Assert.False(await Apps.VerifyAsync(other.Id, Authenticator.CodeAt(key, at, 1), Ct));
    }

    [Fact]
    public async Task RecoveryCode_TenAtOnce_OneIsTaken()
    {
        var user = await portal.CreateUserAsync(Role.Viewer);
        var old = (await Recovery.RenewAsync(user.Id, Ct))[0];
        var codes = await Recovery.RenewAsync(user.Id, Ct);
        Assert.Equal(10, codes.Distinct().Count());
        Assert.False(await Recovery.UseAsync(user.Id, old, Ct));
        var typed = $" {codes[3].Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()} ";
        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Recovery.UseAsync(user.Id, typed, Ct), Ct)));
        Assert.Single(taken, good => good);
        Assert.Equal(9, await Recovery.CountLeftAsync(user.Id, Ct));
        Assert.False(await Recovery.UseAsync((await portal.CreateUserAsync(Role.Viewer)).Id, codes[4], Ct));
    }

    [Fact]
    public async Task SignIn_WithAuthenticator_NothingOpensBeforeTheCode()
    {
        var user = await portal.CreateUserAsync(Role.Viewer);
        var (key, at) = await EnrolAsync(user);
        using var browser = portal.CreateBrowser();
        using var password = await portal.PostFormAsync(browser, "/sign-in", "/account/sign-in", ("email", user.Email!), ("password", PortalServer.Password), ("returnUrl", "/alerts"));
        Assert.Equal("/sign-in/code?returnUrl=%2Falerts", password.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/tokens", Ct)).StatusCode);
        for (var wrong = 0; wrong < 2; wrong++)
        {
            using var refused = await portal.PostFormAsync(browser, "/sign-in/code", "/account/sign-in/code", ("code", "000000x"), ("returnUrl", "/alerts"));
            Assert.Contains("error=code", refused.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }
        using var good = await portal.PostFormAsync(browser, "/sign-in/code", "/account/sign-in/code", ("code", Authenticator.CodeAt(key, at, 1)), ("returnUrl", "/alerts"));
        Assert.Equal("/alerts", good.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/v1/tokens", Ct)).StatusCode);
    }

    [Fact]
    public async Task SignIn_FiveWrongCodes_Locked()
    {
        var user = await portal.CreateUserAsync(Role.Viewer);
        var (key, at) = await EnrolAsync(user);
        using var browser = portal.CreateBrowser();
        (await portal.PostFormAsync(browser, "/sign-in", "/account/sign-in", ("email", user.Email!), ("password", PortalServer.Password))).Dispose();
        var html = await browser.GetStringAsync("/sign-in/code", Ct);
        var token = FormToken().Match(html).Groups[1].Value;
        var stories = new List<string>();
        for (var attempt = 0; attempt < 6; attempt++)
        {
            using var answer = await portal.PostAsync(browser, "/account/sign-in/code",
                ("code", attempt < 5 ? "000000x" : Authenticator.CodeAt(key, at, 1)), ("__RequestVerificationToken", token));
            stories.Add(answer.Headers.Location!.OriginalString);
        }
        Assert.All(stories[..4], story => Assert.StartsWith("/sign-in/code?error=code", story, StringComparison.Ordinal));
        Assert.StartsWith("/sign-in?error=locked", stories[4], StringComparison.Ordinal);
        Assert.StartsWith("/sign-in?error=", stories[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demanded_PasswordOnly_GetsNoFurtherThanMakingOne()
    {
        await using var strict = new PortalServer { MoreSettings = ["--Portal:SignIn:SecondFactor=Everyone"] };
        await strict.InitializeAsync();
        var user = await strict.CreateUserAsync(Role.Administrator);
        using var browser = await strict.SignInAsync(user);
        Assert.Equal("/account/second-factor", (await browser.GetAsync("/", Ct)).Headers.Location!.OriginalString);
        Assert.Equal("/account/second-factor", (await browser.GetAsync("/account", Ct)).Headers.Location!.OriginalString);
        using (var api = await browser.GetAsync("/api/v1/servers", Ct))
        {
            Assert.Equal(HttpStatusCode.Forbidden, api.StatusCode);
            Assert.Contains("second_factor_required", await api.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
        var key = Key().Match(await browser.GetStringAsync("/account/second-factor", Ct)).Groups[1].Value;
        using var added = await strict.PostFormAsync(browser, "/account/second-factor", "/account/authenticator/confirm", ("code", Authenticator.CodeAt(key, TimeProvider.System.GetUtcNow())));
        Assert.Equal("/account/recovery-codes", added.Headers.Location!.OriginalString);
        Assert.Equal(10, Code().Count(await browser.GetStringAsync("/account/recovery-codes", Ct)));
        Assert.Equal(0, Code().Count(await browser.GetStringAsync("/account/recovery-codes", Ct)));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/v1/servers", Ct)).StatusCode);
    }

    /// <summary>The user's key, and a moment whose code is used up.</summary>
    private async Task<(string Key, DateTimeOffset At)> EnrolAsync(PortalUser user)
    {
        var added = await Apps.BeginAsync(user, Ct);
        var at = TimeProvider.System.GetUtcNow();
        Assert.True(await Apps.ConfirmAsync(user.Id, Authenticator.CodeAt(added!.Key, at), Ct));
        Assert.Null(await Apps.BeginAsync(user, Ct));
        return (added.Key, at);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("data-factor-key>([A-Z2-7 ]+)<")]
    private static partial Regex Key();

    [GeneratedRegex("<li>[A-Z2-7]{5}-[A-Z2-7-]+</li>")]
    private static partial Regex Code();
}
