using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Observing;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Fleet.Tests.Access.Granting;

namespace Portal.Fleet.Tests.Access.Observing;

public class ObserverLinkTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Link_OpensOneConsoleToBeReadAndNothingElse_UntilRevoked()
    {
        await using var scene = await AccessScene.StartAsync();
        var links = scene.Portal.Get<ObserverLinks>();
        var (link, secret) = await links.CreateAsync(scene.Boss, scene.Own.Id, "vendor support", TimeSpan.FromHours(1), Ct);
        Assert.Matches("^plo_[A-Za-z0-9_-]{43}$", secret);

        var visit = await links.OpenAsync(secret, "198.51.100.7", Ct);
        Assert.Equal(BmcRight.View | BmcRight.ConsoleRead, visit.Handle.Rights);
        Assert.Equal("vendor support", visit.Label);
        await Assert.ThrowsAsync<NotFoundException>(() => visit.Handle.WriteConsoleAsync("x"u8.ToArray(), Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => visit.Handle.SendBreakAsync(Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => visit.Handle.RequestPowerAsync(PowerAction.On, null, null, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => visit.Handle.DeleteAsync(Ct));
        var view = Assert.Single(await links.ListAsync(scene.Boss, scene.Own.Id, Ct));
        Assert.Equal((1, 1, "198.51.100.7"), (view.Watching, view.Uses, view.LastUsedFrom));
        await using (var db = await scene.Portal.DbAsync())
            Assert.DoesNotContain(secret, System.Text.Json.JsonSerializer.Serialize(await db.Set<ObserverLink>().Select(row => new { row.Label, row.Hash }).ToListAsync(Ct)), StringComparison.Ordinal);

        await links.RevokeAsync(scene.Boss, scene.Own.Id, link.Id, Ct);
        Assert.True(visit.Handle.Revoked.IsCancellationRequested);
        visit.Dispose();
        await Assert.ThrowsAsync<NotFoundException>(() => links.OpenAsync(secret, null, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => links.OpenAsync(secret[..^1], null, Ct));
        Assert.Equal(0, (await links.ListAsync(scene.Boss, scene.Own.Id, Ct))[0].Watching);
        Assert.Equal(["intent", "ok"], (await scene.Portal.AuditAsync("observer.revoke")).Select(entry => entry.Outcome));
        await Assert.ThrowsAsync<NotFoundException>(() => links.CreateAsync(scene.Boss, scene.Foreign.Id, "x", TimeSpan.FromHours(1), Ct));
        await AccessScene.RefusedAsync("time_invalid", () => links.CreateAsync(scene.Boss, scene.Own.Id, "x", TimeSpan.FromHours(73), Ct));
    }

    [Theory]
    [InlineData("expires")]
    [InlineData("maker loses the right")]
    [InlineData("maker is disabled")]
    [InlineData("server is handed over")]
    public async Task Link_LosesItsGround_CutsOffWhoWatches(string cause)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var scene = await AccessScene.StartAsync(time);
        var links = scene.Portal.Get<ObserverLinks>();
        var maker = cause == "server is handed over" ? scene.Root : scene.Boss;
        var (_, secret) = await links.CreateAsync(maker, scene.Own.Id, "vendor", TimeSpan.FromMinutes(30), Ct);
        var visit = await links.OpenAsync(secret, null, Ct);
        var ended = new TaskCompletionSource();
        using var registration = visit.Handle.Revoked.Register(ended.SetResult);

        switch (cause)
        {
            case "expires":
                time.Advance(TimeSpan.FromSeconds(60));
                Assert.False(visit.Handle.Revoked.IsCancellationRequested);
                for (var minute = 0; minute < 30; minute++)
                    time.Advance(TimeSpan.FromSeconds(60));
                break;
            case "maker loses the right":
                await scene.GiveAsync(scene.Root, scene.Boss, Role.Viewer, ScopeKind.Server, "own", denies: true);
                break;
            case "maker is disabled":
                await scene.Portal.Get<PeopleBook>().DisableAsync(scene.Root, scene.Boss.UserId, true, Ct);
                break;
            default:
                // Made by staff, who keep their rights: the link ends with the tenancy.
                await (await scene.Portal.OpenAsync(scene.Own.Id)).ChangeAsync(new ServerChange { Tenant = "globex" }, Ct);
                break;
        }

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), Ct);
        await Assert.ThrowsAsync<NotFoundException>(() => links.OpenAsync(secret, null, Ct));
    }

    [Fact]
    public async Task Token_WithAPart_HoldsThatPartOfWhatItsOwnerHoldsAndMakesNoOther()
    {
        await using var scene = await AccessScene.StartAsync();
        var tokens = scene.Portal.Get<ApiTokens>();
        var tagged = await scene.AddServerAsync("tagged", "acme", "web");
        var (token, text) = await tokens.CreateAsync(
            scene.Boss, new NewApiToken("deploy", null) { Rights = Role.Operator.Rights() & ~BmcRight.PowerHard, ScopeKind = ScopeKind.Tag, ScopeValue = "web" }, Ct);
        var found = await tokens.AuthenticateAsync(text, "198.51.100.9", Ct);
        var program = scene.Boss with { TokenId = found!.TokenId };

        var handle = await scene.Portal.OpenAsync(tagged.Id, program, BmcRight.ConsoleWrite);
        Assert.Equal(Role.Operator.Rights() & ~BmcRight.PowerHard, handle.Rights);
        await Assert.ThrowsAsync<NotFoundException>(() => scene.Portal.OpenAsync(scene.Own.Id, program));
        Assert.Equal("tagged", Assert.Single(await scene.Portal.Access.ListAsync(program, Ct)).Name);
        await Assert.ThrowsAsync<NotFoundException>(() => tokens.CreateAsync(program, "wider", null, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => scene.Grants.ListAsync(program, null, Ct));
        Assert.Equal(("deploy", "198.51.100.9"), Assert.Single(await tokens.ListAsync(program, Ct)) is var view ? (view.Name, view.LastUsedFrom) : default);
        await AccessScene.RefusedAsync("beyond", () => tokens.CreateAsync(scene.Boss, new NewApiToken("raw", null) { Rights = BmcRight.Raw }, Ct));
        await AccessScene.RefusedAsync("scope_unknown", () => tokens.CreateAsync(scene.Boss, new NewApiToken("foreign", null) { ScopeKind = ScopeKind.Server, ScopeValue = "foreign" }, Ct));

        // The owner loses a right: so does the token, at once.
        await scene.GiveAsync(scene.Root, scene.Boss, Role.Operator, ScopeKind.Tag, "web", denies: true);
        Assert.True(handle.Revoked.IsCancellationRequested);
        await Assert.ThrowsAsync<NotFoundException>(() => scene.Portal.OpenAsync(tagged.Id, program));

        var mine = await scene.Portal.OpenAsync(scene.Own.Id, scene.Boss);
        Assert.True(await tokens.DeleteAsync(scene.Boss, token.Id, Ct));
        Assert.False(mine.Revoked.IsCancellationRequested);
    }
}
