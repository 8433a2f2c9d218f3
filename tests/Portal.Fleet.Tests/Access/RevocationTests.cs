using System.Diagnostics;
using System.Net;
using Portal.BmcSim;
using Portal.Fleet.Access;

namespace Portal.Fleet.Tests.Access;

public class RevocationTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    public enum Cause
    {
        Taken,
        Lowered,
        Revoked,
        ServerDeleted,
        TokenDeleted,
    }

    [Theory]
    [InlineData(Cause.Taken)]
    [InlineData(Cause.Lowered)]
    [InlineData(Cause.Revoked)]
    [InlineData(Cause.ServerDeleted)]
    [InlineData(Cause.TokenDeleted)]
    public async Task Attachment_RightsEnd_EndsWithinTwoSecondsAndNothingIsTypedAfter(Cause cause)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        var user = await portal.AddUserAsync("user", Role.Operator);
        var (token, _) = await portal.Get<ApiTokens>().CreateAsync(user, "console", null, Ct);
        await portal.WaitLiveAsync(server.Id);
        var handle = await portal.OpenAsync(server.Id, cause == Cause.TokenDeleted ? user with { TokenId = token.Id } : user, BmcRight.ConsoleWrite);
        var watching = portal.WaitAsync(server.Id, status => status.Viewers.Count == 1);
        var attachment = Task.Run(async () =>
        {
            await foreach (var _ in handle.AttachConsoleAsync(null, Ct))
            {
            }
        }, Ct);
        await watching;

        var started = Stopwatch.GetTimestamp();
        await (cause switch
        {
            Cause.Taken => portal.Get<Grants>().TakeAsync(user.UserId, null, Ct),
            Cause.Lowered => portal.Get<Grants>().GiveAsync(user.UserId, Role.Viewer, null, Ct),
            Cause.Revoked => Revoke(),
            Cause.TokenDeleted => portal.Get<ApiTokens>().DeleteAsync(user, token.Id, Ct),
            _ => DeleteAsync(),
        });
        await Assert.ThrowsAsync<NotFoundException>(() => attachment.WaitAsync(TimeSpan.FromSeconds(2), Ct));

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<NotFoundException>(() => handle.WriteConsoleAsync("x"u8.ToArray(), Ct));
        Assert.Empty(bmc.Typed);

        Task Revoke()
        {
            portal.Get<Grants>().Revoke(user.UserId);
            return Task.CompletedTask;
        }

        async Task DeleteAsync() => await (await portal.OpenAsync(server.Id, rights: BmcRight.Administer)).DeleteAsync(Ct);
    }

    [Fact]
    public async Task Revoked_OtherUserOrOtherServerChanges_StaysQuiet()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        var one = await portal.AddAsync(new IPEndPoint(IPAddress.Loopback, 1), "one");
        var two = await portal.AddAsync(new IPEndPoint(IPAddress.Loopback, 2), "two");
        var user = await portal.AddUserAsync("user", Role.Operator, one.Id);
        var other = await portal.AddUserAsync("other", Role.Operator);
        var handle = await portal.OpenAsync(one.Id, user);

        await portal.Get<Grants>().GiveAsync(user.UserId, Role.Viewer, two.Id, Ct);
        await portal.Get<Grants>().TakeAsync(other.UserId, null, Ct);
        portal.Get<Grants>().Revoke(other.UserId);
        await (await portal.OpenAsync(two.Id, rights: BmcRight.Administer)).DeleteAsync(Ct);

        Assert.False(handle.Revoked.IsCancellationRequested);
        Assert.Equal("one", (await handle.GetAsync(Ct)).Name);
    }

    [Fact]
    public async Task Sweep_GrantTakenByAnotherProcess_EndsWhatIsHeld()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        var server = await portal.AddAsync(new IPEndPoint(IPAddress.Loopback, 1));
        var user = await portal.AddUserAsync("user", Role.Operator);
        var handle = await portal.OpenAsync(server.Id, user);
        await using (var commandLine = await TestPortal.StartAsync(directory: portal.Directory, run: false))
            await commandLine.Get<Grants>().TakeAsync(user.UserId, null, Ct);
        Assert.False(handle.Revoked.IsCancellationRequested);

        await portal.Get<GrantCache>().SweepAsync(Ct);

        Assert.True(handle.Revoked.IsCancellationRequested);
    }

    [Fact]
    public async Task Sweep_DatabaseGoneForAMinute_EndsWhatIsHeld()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var portal = await TestPortal.StartAsync(run: false, time: time);
        var server = await portal.AddAsync(new IPEndPoint(IPAddress.Loopback, 1));
        var user = await portal.AddUserAsync("user", Role.Operator);
        var handle = await portal.OpenAsync(server.Id, user);
        await using (var db = await portal.DbAsync())
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "ALTER TABLE \"Grants\" RENAME TO \"Gone\"", Ct);

        time.Advance(GrantCache.MaxAge);
        await portal.Get<GrantCache>().SweepAsync(Ct);
        Assert.False(handle.Revoked.IsCancellationRequested);
        time.Advance(TimeSpan.FromSeconds(1));
        await portal.Get<GrantCache>().SweepAsync(Ct);

        Assert.True(handle.Revoked.IsCancellationRequested);
    }
}
