using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Fleet.SignIn;
using Portal.Web.Components.Access;
using Portal.Web.Components.Layout;
using Portal.Web.Identity;

namespace Portal.Web.Tests.Components;

/// <summary>A page that wants a fresh proof: the dialog asks, and what was wanted is done, or not.</summary>
public sealed class IdentityPromptTests(RunningPortal portal)
{
    [Fact]
    public async Task Token_ProofTooOld_DialogThenDone_OrLetBe()
    {
        var user = await portal.MakeUserAsync(Role.Viewer);
        var session = await AddSessionAsync(user, TimeSpan.FromMinutes(6));
        await using var context = new PageContext(portal, user, session);
        context.Services.AddSingleton(portal.Services.GetRequiredService<ApiTokens>());
        context.Services.AddSingleton(portal.Services.GetRequiredService<MyAccountReader>());
        context.ComponentFactories.AddStub<AntiforgeryToken>();
        var desk = context.Render<IdentityDesk>();
        var page = context.Render<TokensPanel>();
        await page.Find("#token-name").ChangeAsync(new() { Value = "robot" });
        Assert.Empty(desk.FindAll("dialog"));

        // Closed without a proof: nothing happened, and the name is still there.
        var making = page.Find("form").SubmitAsync();
        desk.WaitForElement("#identity-password");
        await desk.Find("dialog").TriggerEventAsync("onclose", EventArgs.Empty);
        await making;
        desk.WaitForAssertion(() => Assert.Empty(desk.FindAll("dialog")));
        Assert.Empty(await TokensAsync(user));
        Assert.Equal("robot", page.Find("#token-name").GetAttribute("value"));

        // Proved, as the portal's own request would have written it.
        making = page.Find("form").SubmitAsync();
        desk.WaitForElement("[data-confirmed]");
        await using (var db = await DbAsync())
        {
            var now = TimeProvider.System.GetUtcNow();
            await db.Set<UserSession>().Where(row => row.Id == session).ExecuteUpdateAsync(set => set.SetProperty(row => row.ConfirmedAt, now), Xunit.TestContext.Current.CancellationToken);
        }
        await desk.Find("[data-confirmed]").ClickAsync(new());
        await desk.Find("dialog").TriggerEventAsync("onclose", EventArgs.Empty);
        await making;
        Assert.Equal("robot", Assert.Single(await TokensAsync(user)).Name);
        Assert.NotEmpty(page.FindAll("[data-token]"));
        Assert.Empty(desk.FindAll("dialog"));
    }

    private async Task<Guid> AddSessionAsync(PortalUser user, TimeSpan ago)
    {
        var now = TimeProvider.System.GetUtcNow();
        var row = new UserSession
        {
            UserId = user.Id,
            KeyHash = Guid.NewGuid().ToByteArray(),
            Stamp = "",
            Method = SignInMethod.Password,
            CreatedAt = now,
            SeenAt = now,
            ExpiresAt = now.AddHours(1),
            ConfirmedAt = now - ago,
        };
        await using var db = await DbAsync();
        db.Add(row);
        await db.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        return row.Id;
    }

    private async Task<IReadOnlyList<ApiTokenView>> TokensAsync(PortalUser user) =>
        await portal.Services.GetRequiredService<ApiTokens>().ListAsync(new Caller(user.Id, user.UserName!, "page", null), Xunit.TestContext.Current.CancellationToken);

    private Task<PortalDb> DbAsync() => portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Xunit.TestContext.Current.CancellationToken);
}
