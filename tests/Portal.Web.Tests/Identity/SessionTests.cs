using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Fleet.SignIn;
using Portal.Web.Identity.Sessions;

namespace Portal.Web.Tests.Identity;

public sealed class SessionTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private UserSessions Sessions => portal.Services.GetRequiredService<UserSessions>();

    [Fact]
    public async Task Session_OutsideItsTime_OpensNothingAndIsSweptAway()
    {
        var user = await portal.CreateUserAsync(Role.Viewer);
        using var idle = await portal.SignInAsync(user);
        using var old = await portal.SignInAsync(user);
        using var good = await portal.SignInAsync(user);
        var rows = (await Sessions.ListAsync(user.Id, Ct)).OrderBy(row => row.CreatedAt).ToArray();
        Assert.All(rows, row => Assert.Equal((15, TimeSpan.FromHours(8)), (row.IdleMinutes, row.ExpiresAt - row.CreatedAt)));
        await ChangeAsync(rows[0].Id, set => set.SetProperty(row => row.SeenAt, rows[0].SeenAt - TimeSpan.FromMinutes(15)));
        await ChangeAsync(rows[1].Id, set => set.SetProperty(row => row.ExpiresAt, rows[1].CreatedAt));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await StatusAsync(idle), await StatusAsync(old), await StatusAsync(good)));
        await Sessions.SweepAsync(Ct);
        await using var db = await DbAsync();
        Assert.Equal(rows[2].Id, (await db.Set<UserSession>().SingleAsync(row => row.UserId == user.Id, Ct)).Id);
    }

    [Fact]
    public async Task SignIn_ElevenTimes_TheLeastUsedEnds()
    {
        var user = await portal.CreateUserAsync(Role.Viewer);
        using var first = await portal.SignInAsync(user);
        for (var index = 0; index < UserSessions.MaxPerUser; index++)
            (await portal.SignInAsync(user)).Dispose();
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(first));
        Assert.Equal(UserSessions.MaxPerUser, (await Sessions.ListAsync(user.Id, Ct)).Count);
    }

    [Fact]
    public async Task SignIn_OverASession_AnotherReferenceAndTheOldOneIsWorthNothing()
    {
        var user = await portal.CreateUserAsync(Role.Viewer);
        var cookies = new CookieContainer();
        using var browser = await portal.SignInAsync(user, cookies);
        var kept = new CookieContainer();
        kept.Add(cookies.GetCookies(portal.Address));
        using var again = await portal.PostFormAsync(browser, "/sign-in", "/account/sign-in", ("email", user.Email!), ("password", PortalServer.Password));
        Assert.NotEqual(kept.GetCookies(portal.Address)["pilotlight"]!.Value, cookies.GetCookies(portal.Address)["pilotlight"]!.Value);
        using var thief = portal.CreateBrowser(kept);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await StatusAsync(thief), await StatusAsync(browser)));
    }

    [Fact]
    public async Task Password_Changed_ThisSessionStaysOthersEnd()
    {
        var user = await portal.CreateUserAsync(Role.Viewer);
        using var mine = await portal.SignInAsync(user);
        using var other = await portal.SignInAsync(user);
        Assert.Contains("error=present", await ChangePasswordAsync("wrong password!", "seven green ladders"), StringComparison.Ordinal);
        Assert.Contains("error=password_weak", await ChangePasswordAsync(PortalServer.Password, "PasswordPassword2026!"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other));
        Assert.Contains("done=password", await ChangePasswordAsync(PortalServer.Password, "seven green ladders"), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (await StatusAsync(mine), await StatusAsync(other)));

        async Task<string> ChangePasswordAsync(string present, string password)
        {
            using var answer = await portal.PostFormAsync(mine, "/account/confirm", "/account/password", ("present", present), ("password", password), ("confirm", password));
            return answer.Headers.Location!.OriginalString;
        }
    }

    [Fact]
    public async Task List_EndOneAndAllOthers_OnlyOnesOwn()
    {
        var (user, stranger) = (await portal.CreateUserAsync(Role.Viewer), await portal.CreateUserAsync(Role.Viewer));
        using var mine = await portal.SignInAsync(user);
        using var second = await portal.SignInAsync(user);
        using var third = await portal.SignInAsync(user);
        using var theirs = await portal.SignInAsync(stranger);
        var foreign = (await Sessions.ListAsync(stranger.Id, Ct)).Single().Id;
        var newest = (await Sessions.ListAsync(user.Id, Ct)).MaxBy(row => row.CreatedAt)!.Id;
        (await EndAsync(("id", foreign.ToString()))).Dispose();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(theirs));
        (await EndAsync(("id", newest.ToString()))).Dispose();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (await StatusAsync(second), await StatusAsync(third)));
        (await EndAsync()).Dispose();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await StatusAsync(mine), await StatusAsync(second), await StatusAsync(theirs)));

        Task<HttpResponseMessage> EndAsync(params (string, string)[] fields) => portal.PostFormAsync(mine, "/account/confirm", "/account/sessions/end", fields);
    }

    [Fact]
    public async Task DangerousVerb_SignedInLongAgo_AsksAgainThenWorks()
    {
        var user = await portal.CreateUserAsync(Role.Viewer);
        using var browser = await portal.SignInAsync(user);
        var row = (await Sessions.ListAsync(user.Id, Ct)).Single();
        await ChangeAsync(row.Id, set => set.SetProperty(session => session.ConfirmedAt, row.ConfirmedAt - TimeSpan.FromMinutes(5)));
        Assert.Equal("reauthentication_required", await MakeTokenAsync());
        Assert.Contains("/account/confirm?", (await browser.GetAsync("/account/second-factor", Ct)).Headers.Location!.OriginalString, StringComparison.Ordinal);
        using (var wrong = await portal.PostFormAsync(browser, "/account/confirm", "/account/prove", ("password", "wrong password!"), ("returnUrl", "/account")))
            Assert.Contains("error=wrong", wrong.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("reauthentication_required", await MakeTokenAsync());
        using (var good = await portal.PostFormAsync(browser, "/account/confirm", "/account/prove", ("password", PortalServer.Password), ("returnUrl", "/account")))
            Assert.Equal("/account", good.Headers.Location!.OriginalString);
        Assert.Null(await MakeTokenAsync());

        async Task<string?> MakeTokenAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/tokens") { Content = new StringContent("{\"name\":\"x\"}", System.Text.Encoding.UTF8, "application/json") };
            request.Headers.Add("Origin", portal.Address.GetLeftPart(UriPartial.Authority));
            using var answer = await browser.SendAsync(request, Ct);
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["code"]?.GetValue<string>();
        }
    }

    [Fact]
    public async Task UserDisabled_NextRequest_IsNobodys()
    {
        var user = await portal.CreateUserAsync(Role.Viewer);
        using var browser = await portal.SignInAsync(user);
        await using (var scope = portal.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
            var row = await users.FindByIdAsync(user.Id);
            row!.Disabled = true;
            await users.UpdateAsync(row);
        }
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(browser));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser)
    {
        using var answer = await browser.GetAsync("/api/v1/tokens", Ct);
        return answer.StatusCode;
    }

    private async Task ChangeAsync(Guid id, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<UserSession>> change)
    {
        await using var db = await DbAsync();
        Assert.Equal(1, await db.Set<UserSession>().Where(row => row.Id == id).ExecuteUpdateAsync(change, Ct));
    }

    private Task<PortalDb> DbAsync() => portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct);
}
