using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Portal.Fleet.Access;

namespace Portal.Fleet.Tests.Access;

public class ApiTokenTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Authenticate_LifeOfAToken_KnownUntilExpiredDeletedOrUserDisabled()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var portal = await TestPortal.StartAsync(run: false, time: time);
        var tokens = portal.Get<ApiTokens>();
        var user = await portal.AddUserAsync("user");
        var other = await portal.AddUserAsync("other");

        var (view, text) = await tokens.CreateAsync(user, " ci ", null, Ct);
        var (_, shortLived) = await tokens.CreateAsync(user, "short", time.GetUtcNow().AddHours(1), Ct);

        Assert.Matches("^plt_[A-Za-z0-9_-]{43}$", text);
        Assert.Equal(user.UserId, (await tokens.AuthenticateAsync(text, null, Ct))?.User.Id);
        Assert.Equal(user.UserId, (await tokens.AuthenticateAsync(shortLived, null, Ct))?.User.Id);
        Assert.Null(await tokens.AuthenticateAsync(text[..^1] + (text[^1] == 'A' ? 'B' : 'A'), null, Ct));
        Assert.Null(await tokens.AuthenticateAsync("", null, Ct));
        Assert.Null(await tokens.AuthenticateAsync(text + "=", null, Ct));

        time.Advance(TimeSpan.FromHours(1));
        Assert.Null(await tokens.AuthenticateAsync(shortLived, null, Ct));
        Assert.False(await tokens.DeleteAsync(other, view.Id, Ct));
        Assert.NotNull(await tokens.AuthenticateAsync(text, null, Ct));

        await using (var db = await portal.DbAsync())
        {
            Assert.Equal(32, (await db.ApiTokens.SingleAsync(row => row.Id == view.Id, Ct)).Hash.Length);
            await db.Users.Where(row => row.Id == user.UserId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Disabled, true), Ct);
        }

        Assert.Null(await tokens.AuthenticateAsync(text, null, Ct));
        Assert.True(await tokens.DeleteAsync(user, view.Id, Ct));
        Assert.Equal("short", Assert.Single(await tokens.ListAsync(user, Ct)).Name);
        Assert.Equal(["intent", "ok"], (await portal.AuditAsync("token.delete")).Select(entry => entry.Outcome));
    }

    [Fact]
    public async Task Authenticate_UsedOften_WritesLastUseAtMostOnceAMinute()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var portal = await TestPortal.StartAsync(run: false, time: time);
        var tokens = portal.Get<ApiTokens>();
        var user = await portal.AddUserAsync("user");
        var (_, text) = await tokens.CreateAsync(user, "ci", null, Ct);
        var first = time.GetUtcNow();

        await tokens.AuthenticateAsync(text, null, Ct);
        time.Advance(TimeSpan.FromSeconds(59));
        await tokens.AuthenticateAsync(text, null, Ct);
        Assert.Equal(first, (await tokens.ListAsync(user, Ct))[0].LastUsedAt);
        time.Advance(TimeSpan.FromSeconds(1));
        await tokens.AuthenticateAsync(text, null, Ct);

        Assert.Equal(first.AddMinutes(1), (await tokens.ListAsync(user, Ct))[0].LastUsedAt);
    }
}
