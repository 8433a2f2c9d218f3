using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Data;
using Portal.Fleet.SignIn;
using Portal.Web.Identity.Sessions;

namespace Portal.Web.Tests.Identity.SingleSignOn;

/// <summary>Single sign-on against a certified provider: whose account its word opens, and when it is not enough.</summary>
public sealed class SingleSignOnTests(SsoScene scene) : IClassFixture<SsoScene>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invited_FirstTimeAndAgain_OneAccountByIssuerAndSubject()
    {
        var email = await scene.PutAsync("ida");
        var ida = await scene.InviteAsync(email);
        using var browser = scene.Portal.CreateBrowser();
        Assert.Equal("/alerts", await scene.SignInAsync(browser, "guests", "ida"));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/v1/tokens", Ct)).StatusCode);
        Assert.Equal("ok single sign-on", await scene.LastAuditAsync("signin"));
        var session = Assert.Single(await Sessions.ListAsync(ida.Id, Ct));
        Assert.Equal((SignInMethod.SingleSignOn, true), (session.Method, session.Strong));

        // Another address there, the same person here; and the session that the browser had ends.
        await scene.PutAsync("ida", email: "other@sso.example.org");
        Assert.Equal("/alerts", await scene.SignInAsync(browser, "guests", "ida"));
        Assert.NotEqual(session.Id, Assert.Single(await Sessions.ListAsync(ida.Id, Ct)).Id);

        // Out here, and told about there.
        using var gone = await scene.Portal.PostAsync(browser, "/account/sign-out");
        Assert.Equal("/signed-out?at=guests", gone.Headers.Location!.OriginalString);
        using var there = await browser.GetAsync("/account/sso/guests/sign-out", Ct);
        Assert.Equal($"{scene.Provider.Issuer}session/end", there.Headers.Location!.GetLeftPart(UriPartial.Path));
    }

    [Fact]
    public async Task Groups_GiveRolesAndTenancy_AnewEachTime()
    {
        // Somebody else administers the portal, or the provider could not take it from the last who does.
        await scene.Portal.CreateUserAsync(Role.Administrator);
        var email = await scene.PutAsync("gus", ["noc", "cooks"]);
        using var browser = scene.Portal.CreateBrowser();
        Assert.Equal("/alerts", await scene.SignInAsync(browser, "corp", "gus"));
        var gus = (await scene.FindAsync(email))!;
        Assert.Equal(("Person gus", true, null, "Operator over Fleet"), (gus.DisplayName, gus.EmailConfirmed, gus.TenantId, await scene.GrantsAsync(gus)));

        // What people gave stays; what the provider gave follows it.
        await using (var db = await DbAsync())
        {
            db.Add(new Grant { UserId = gus.Id, Role = Role.Auditor, Scope = GrantScope.Fleet, GivenBy = "boss@example.org", CreatedAt = gus.CreatedAt });
            await db.SaveChangesAsync(Ct);
        }
        await scene.PutAsync("gus", ["bosses"]);
        Assert.Equal("/alerts", await scene.SignInAsync(browser, "corp", "gus"));
        Assert.Equal("Administrator over Fleet, Auditor over Fleet", await scene.GrantsAsync(gus));
        await scene.PutAsync("gus", ["cooks"]);
        Assert.Equal("sso_group", Error(await scene.SignInAsync(browser, "corp", "gus")));
        Assert.Equal("Auditor over Fleet", await scene.GrantsAsync(gus));

        // A tenant's person stays in that tenant.
        email = await scene.PutAsync("tom", ["acme-noc"]);
        Assert.Equal("/alerts", await scene.SignInAsync(browser, "corp", "tom"));
        var tom = (await scene.FindAsync(email))!;
        Assert.Equal((scene.Acme, "Operator over Tenant"), (tom.TenantId!.Value, await scene.GrantsAsync(tom)));
        await scene.PutAsync("tom", ["noc"]);
        Assert.Equal("sso_tenant", Error(await scene.SignInAsync(browser, "corp", "tom")));
        await scene.PutAsync("tom", ["noc", "acme-noc"]);
        Assert.Equal("sso_tenant", Error(await scene.SignInAsync(browser, "corp", "tom")));
    }

    [Fact]
    public async Task TenantsProvider_VouchingForStaff_IsNotBelieved()
    {
        var email = await scene.PutAsync("sue");
        await scene.InviteAsync(email);
        using var browser = scene.Portal.CreateBrowser();
        Assert.Equal("sso_conflict", Error(await scene.SignInAsync(browser, "acme", "sue")));
        Assert.Equal("/alerts", await scene.SignInAsync(browser, "guests", "sue"));
        Assert.Equal("sso_tenant", Error(await scene.SignInAsync(browser, "acme", "sue")));
    }

    [Fact]
    public async Task LocalAccount_SameAddress_IsConnectedByItsOwnerOnly()
    {
        var local = await scene.Portal.CreateUserAsync(null);
        await using (var db = await DbAsync())
            await db.Users.Where(row => row.Id == local.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.TenantId, scene.Acme), Ct);
        await scene.PutAsync("leo", email: local.Email);
        using var stranger = scene.Portal.CreateBrowser();
        Assert.Equal("sso_conflict", Error(await scene.SignInAsync(stranger, "guests", "leo")));
        Assert.Contains("connect Guest House", await stranger.GetStringAsync("/sign-in?error=sso_conflict&provider=guests", Ct), StringComparison.Ordinal);

        using var owner = await scene.Portal.SignInAsync(local);
        Assert.Equal("/account?done=connected", await scene.SignInAsync(owner, "guests", "leo", "/connect"));
        Assert.Equal("/alerts", await scene.SignInAsync(stranger, "guests", "leo"));
        var other = await scene.Portal.CreateUserAsync(null);
        await using (var db = await DbAsync())
            await db.Users.Where(row => row.Id == other.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.TenantId, scene.Acme), Ct);
        using var second = await scene.Portal.SignInAsync(other);
        Assert.Equal("/account?error=sso_taken", await scene.SignInAsync(second, "guests", "leo", "/connect"));

        using var off = await scene.Portal.PostFormAsync(owner, "/account/confirm", "/account/sso/guests/disconnect");
        Assert.Equal("/account?done=disconnected", off.Headers.Location!.OriginalString);
        Assert.Equal("sso_conflict", Error(await scene.SignInAsync(stranger, "guests", "leo")));
    }

    [Fact]
    public async Task Failures_EachInItsWordAndInTheAudit()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        await scene.PutAsync("denied", deny: true);
        await scene.PutAsync("audience", idToken: new { aud = "another portal" });
        await scene.PutAsync("issuer", idToken: new { iss = "https://evil.example" });
        await scene.PutAsync("late", idToken: new { iat = now - 7200, exp = now - 3600 });
        await scene.PutAsync("early", idToken: new { nbf = now + 3600, exp = now + 7200 });
        await scene.PutAsync("replayed", idToken: new { nonce = "638000000000000000.somebodyelses" });
        await scene.PutAsync("unverified", verified: false);
        await scene.PutAsync("stranger");
        await scene.Provider.PutAsync("nameless", new { name = "No address" }, ct: Ct);
        using var browser = scene.Portal.CreateBrowser();
        foreach (var (name, word) in new[] { ("denied", "denied"), ("audience", "audience"), ("issuer", "audience"), ("late", "clock"), ("early", "clock"), ("replayed", "expired"), ("unverified", "unverified"), ("stranger", "unknown") })
        {
            using var another = scene.Portal.CreateBrowser();
            Assert.Equal((name, $"sso_{word}"), (name, Error(await scene.SignInAsync(another, "guests", name))));
            if (word != "expired")
                Assert.StartsWith("refused guests: ", await scene.LastAuditAsync("signin"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Unauthorized, (await another.GetAsync("/api/v1/tokens", Ct)).StatusCode);
        }
        Assert.Equal("sso_email", Error(await scene.SignInAsync(browser, "guests", "nameless")));

        // A provider that is down takes nobody's password away.
        using var down = await browser.GetAsync("/account/sso/down", Ct);
        Assert.Equal("sso_unreachable", Error(down.Headers.Location!.OriginalString));
        Assert.Contains("Nowhere does not answer", await browser.GetStringAsync(down.Headers.Location, Ct), StringComparison.Ordinal);
        var local = await scene.Portal.CreateUserAsync(Role.Viewer);
        (await scene.Portal.SignInAsync(local)).Dispose();
    }

    [Fact]
    public async Task Callback_OfAnotherBrowserTwiceOrForged_OpensNothing()
    {
        await scene.InviteAsync(await scene.PutAsync("ken"));
        using var victim = scene.Portal.CreateBrowser();
        using var thief = scene.Portal.CreateBrowser();
        var back = await scene.GoAsync(victim, "guests", "ken");
        Assert.Equal("sso_expired", Error(await SsoScene.ReturnAsync(thief, back)));
        Assert.Equal("/", await SsoScene.ReturnAsync(victim, back));
        Assert.Equal("sso_expired", Error(await SsoScene.ReturnAsync(victim, back)));
        Assert.Equal("sso_expired", Error(await SsoScene.ReturnAsync(thief, new Uri(scene.Portal.Address, "/account/sso/guests/callback?code=x&state=y"))));

        using var lured = new HttpRequestMessage(HttpMethod.Get, "/account/sso/guests");
        lured.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await thief.SendAsync(lured, Ct);
        Assert.Equal("/sign-in", answer.Headers.Location!.OriginalString);
        Assert.Equal("/", await scene.SignInAsync(thief, "guests", "ken", "?returnUrl=%2F%2Fevil.example"));
        Assert.Equal(HttpStatusCode.NotFound, (await thief.GetAsync("/account/sso/nobody", Ct)).StatusCode);
    }

    [Fact]
    public async Task WithoutASecondFactorThere_OneIsAskedForHere()
    {
        await scene.InviteAsync(await scene.PutAsync("wes", idToken: new { amr = new[] { "pwd" } }));
        using var browser = scene.Portal.CreateBrowser();
        Assert.Equal("/alerts", await scene.SignInAsync(browser, "guests", "wes"));
        using var weak = await browser.GetAsync("/", Ct);
        Assert.Equal("/account/second-factor", weak.Headers.Location!.OriginalString);

        // Who has an authenticator here shows it, before there is a session.
        var wes = (await scene.FindAsync("wes@sso.example.org"))!;
        await using (var db = await DbAsync())
        {
            db.Add(new AuthenticatorApp { UserId = wes.Id, Secret = [1], CreatedAt = wes.CreatedAt, ConfirmedAt = TimeProvider.System.GetUtcNow() });
            await db.SaveChangesAsync(Ct);
        }
        using var again = scene.Portal.CreateBrowser();
        Assert.Equal("/sign-in/code?returnUrl=%2Falerts", await scene.SignInAsync(again, "guests", "wes"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await again.GetAsync("/api/v1/tokens", Ct)).StatusCode);
    }

    [Fact]
    public async Task DangerousAct_LongAfter_IsProvedAtTheProviderByTheSamePerson()
    {
        var max = await scene.InviteAsync(await scene.PutAsync("max"));
        await scene.InviteAsync(await scene.PutAsync("eve"));
        using (var eve = scene.Portal.CreateBrowser())
            await scene.SignInAsync(eve, "guests", "eve");
        using var browser = scene.Portal.CreateBrowser();
        await scene.SignInAsync(browser, "guests", "max");
        await using (var db = await DbAsync())
        {
            var before = TimeProvider.System.GetUtcNow().AddMinutes(-6);
            await db.Set<UserSession>().Where(row => row.UserId == max.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.ConfirmedAt, before), Ct);
        }
        Assert.Equal("reauthentication_required", await MakeTokenAsync(browser));
        Assert.Contains("data-sso=\"guests\"", await browser.GetStringAsync("/account/confirm?returnUrl=%2Faccount", Ct), StringComparison.Ordinal);
        Assert.Equal("/account/confirm?error=sso_other&returnUrl=%2Faccount", await scene.SignInAsync(browser, "guests", "eve", "/prove?returnUrl=%2Faccount"));
        Assert.Equal("reauthentication_required", await MakeTokenAsync(browser));
        Assert.Equal("/account", await scene.SignInAsync(browser, "guests", "max", "/prove?returnUrl=%2Faccount"));
        Assert.Null(await MakeTokenAsync(browser));

        // A provider that lets people in who signed in there this morning proves nothing.
        await scene.PutAsync("max", idToken: new { auth_time = TimeProvider.System.GetUtcNow().AddHours(-2).ToUnixTimeSeconds() });
        Assert.Equal("/account/confirm?error=sso_time&returnUrl=%2F", await scene.SignInAsync(browser, "guests", "max", "/prove"));
    }

    [Fact]
    public async Task Disabled_SessionEnds_AndTheProvidersWordOpensNothing()
    {
        var root = await scene.Portal.CreateUserAsync(Role.Administrator);
        var dan = await scene.InviteAsync(await scene.PutAsync("dan"));
        using var browser = scene.Portal.CreateBrowser();
        await scene.SignInAsync(browser, "guests", "dan");
        await scene.Portal.Services.GetRequiredService<PeopleBook>().DisableAsync(new Caller(root.Id, root.UserName!, "api", null), dan.Id, true, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/tokens", Ct)).StatusCode);
        Assert.Equal("sso_disabled", Error(await scene.SignInAsync(browser, "guests", "dan")));
        Assert.StartsWith("refused guests: dan@", await scene.LastAuditAsync("signin"), StringComparison.Ordinal);

        // No letter is a way around the provider.
        var ole = await scene.InviteAsync(await scene.PutAsync("ole"));
        await scene.SignInAsync(browser, "guests", "ole");
        (await scene.Portal.PostFormAsync(browser, "/sign-in/forgot", "/account/sign-in/forgot", ("email", ole.Email!))).Dispose();
        var marker = await scene.Portal.CreateUserAsync(null);
        (await scene.Portal.PostFormAsync(browser, "/sign-in/forgot", "/account/sign-in/forgot", ("email", marker.Email!))).Dispose();
        await WaitForMailAsync(marker.Email!);
        await using var db = await DbAsync();
        Assert.False(await db.Set<OneTimeLink>().AnyAsync(link => link.UserId == ole.Id, Ct));
    }

    private UserSessions Sessions => scene.Portal.Services.GetRequiredService<UserSessions>();

    private static string? Error(string url) => Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(url.Contains('?', StringComparison.Ordinal) ? url[url.IndexOf('?', StringComparison.Ordinal)..] : "")
        .TryGetValue("error", out var error) ? error.ToString() : url;

    private async Task<string?> MakeTokenAsync(HttpClient browser)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/tokens") { Content = new StringContent("{\"name\":\"x\"}", System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("Origin", scene.Portal.Address.GetLeftPart(UriPartial.Authority));
        using var answer = await browser.SendAsync(request, Ct);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["code"]?.GetValue<string>();
    }

    private async Task WaitForMailAsync(string email)
    {
        var folder = Path.Combine(scene.Portal.DataDirectory, "mail");
        var until = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(60);
        while (!Directory.Exists(folder) || !Directory.EnumerateFiles(folder, "*.eml").Any(file => File.ReadAllText(file).Contains(email, StringComparison.Ordinal)))
        {
            Assert.True(TimeProvider.System.GetUtcNow() < until, $"No mail came for {email}.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Ct);
        }
    }

    private Task<PortalDb> DbAsync() => scene.Portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct);
}
