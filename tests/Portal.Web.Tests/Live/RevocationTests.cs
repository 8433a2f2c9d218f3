using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;
using Portal.Web.Identity.Sessions;
using Portal.Web.Live;
using Portal.Web.Tests.Api;
using Portal.Web.Tests.Hubs;
using Portal.Web.Tests.Verbs;

namespace Portal.Web.Tests.Live;

/// <summary>What is open ends when the access ends, long before the next sweep; what was typed and not sent yet is dropped. How fast: <c>npm run bench -- revoke</c>.</summary>
public sealed class RevocationTests(PortalServer portal)
{
    // Shorter than the sweep's interval: only an event can be this fast.
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(RevocationCause.GrantTaken)]
    [InlineData(RevocationCause.RoleLowered)]
    [InlineData(RevocationCause.UserDisabled)]
    [InlineData(RevocationCause.PasswordChanged)]
    [InlineData(RevocationCause.PasswordChangedByCommandLine)]
    [InlineData(RevocationCause.SignedOut)]
    [InlineData(RevocationCause.SessionEnded)]
    [InlineData(RevocationCause.TokenDeleted)]
    [InlineData(RevocationCause.TokenExpired)]
    [InlineData(RevocationCause.ServerDeleted)]
    public async Task Access_Ends_EverythingOpenStopsAndQueuedKeysAreDropped(RevocationCause cause)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        var id = await administrator.AddServerAsync(bmc);
        await administrator.WaitForAsync($"/api/v1/servers/{id}/console", console => console.Text("state") == "live");
        // More than fits into the buffers between the portal and one who does not read.
        await bmc.PrintAsync(Enumerable.Repeat("\e[m"u8.ToArray(), 700_000).SelectMany(bytes => bytes).ToArray(), Ct);
        var user = await portal.CreateUserAsync(Role.Operator);
        var caller = new Caller(user.Id, user.UserName!, "api", null);
        var byToken = cause is RevocationCause.TokenDeleted or RevocationCause.TokenExpired;
        var cookies = byToken ? null : new CookieContainer();
        using var browser = byToken ? null : await portal.SignInAsync(user, cookies);
        var (token, text) = byToken
            ? await portal.Services.GetRequiredService<ApiTokens>().CreateAsync(caller, "leaked", cause == RevocationCause.TokenExpired ? TimeProvider.System.GetUtcNow().AddSeconds(8) : null, Ct) : (null, null);
        await using var viewer = await LiveViewer.OpenAsync(portal, id, text, cookies);
        bmc.Faults.Latency = TimeSpan.FromMilliseconds(80);
        // A token runs out later than all others end; what is typed is paced, so this is too much for its time.
        var typed = cause == RevocationCause.TokenExpired ? 64 * 1024 : 16 * 1024;
        var typing = await viewer.TypeALotAsync(bmc, id, typed);

        await EndAsync();

        await viewer.Tail.WaitAsync(s_soon, TimeProvider.System, Ct);
        await typing.WaitAsync(s_soon, TimeProvider.System, Ct);
        await viewer.Hub.WaitUntilAsync(hub => hub.Error is not null);
        if (cause is not (RevocationCause.GrantTaken or RevocationCause.RoleLowered or RevocationCause.ServerDeleted))
        {
            await viewer.Console.WaitAsync(s_soon, TimeProvider.System, Ct);
            await viewer.Page.WaitAsync(s_soon, TimeProvider.System, Ct);
        }
        Assert.False(await viewer.IsDownloadWholeAsync());
        if (cause != RevocationCause.ServerDeleted)
            await AssertNothingMoreIsTypedAsync(bmc, id, typed);

        async Task EndAsync()
        {
            var grants = portal.Services.GetRequiredService<Grants>();
            switch (cause)
            {
                case RevocationCause.GrantTaken:
                    await grants.TakeAsync(user.Id, null, Ct);
                    break;
                case RevocationCause.RoleLowered:
                    await grants.GiveAsync(user.Id, Role.Viewer, null, Ct);
                    break;
                case RevocationCause.UserDisabled:
                    await ChangeUserAsync(user.Id, (users, row) =>
                    {
                        row.Disabled = true;
                        return users.UpdateAsync(row);
                    });
                    break;
                case RevocationCause.PasswordChanged:
                    await ChangeUserAsync(user.Id, (users, row) => users.ChangePasswordAsync(row, PortalServer.Password, "eight red hammers"));
                    break;
                case RevocationCause.PasswordChangedByCommandLine:
                    Assert.Equal(0, (await portal.RunVerbAsync("eight red hammers\n", "user", "reset", "--email", user.Email!)).Status);
                    break;
                case RevocationCause.SignedOut:
                    (await portal.PostAsync(browser!, "/account/sign-out")).Dispose();
                    break;
                case RevocationCause.SessionEnded:
                    Assert.Equal(1, await portal.Services.GetRequiredService<UserSessions>().EndOthersAsync(user.Id, null, "ended by its owner", Ct));
                    break;
                case RevocationCause.TokenDeleted:
                    await portal.Services.GetRequiredService<ApiTokens>().DeleteAsync(caller, token!.Id, Ct);
                    break;
                case RevocationCause.ServerDeleted:
                    (await administrator.SendAsync(HttpMethod.Delete, $"/api/v1/servers/{id}")).Dispose();
                    break;
                case RevocationCause.TokenExpired:
                    break;
            }
        }
    }

    [Fact]
    public async Task Token_Deleted_ConnectionsOfOthersStayAndTheAuditSaysWhatWasCut()
    {
        var user = await portal.CreateUserAsync(Role.Viewer);
        var caller = new Caller(user.Id, user.UserName!, "api", null);
        var tokens = portal.Services.GetRequiredService<ApiTokens>();
        var (leaked, text) = await tokens.CreateAsync(caller, "leaked", null, Ct);
        await using var first = await HubViewer.ConnectAsync(portal, text);
        await using var second = await HubViewer.ConnectAsync(portal, await portal.CreateTokenAsync(user));
        var closed = new TaskCompletionSource();
        first.Connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };

        await tokens.DeleteAsync(caller, leaked.Id, Ct);

        await closed.Task.WaitAsync(s_soon, TimeProvider.System, Ct);
        Assert.Equal(Microsoft.AspNetCore.SignalR.Client.HubConnectionState.Connected, second.Connection.State);
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (!await db.Set<AuditEntry>().AnyAsync(entry => entry.UserId == user.Id && entry.Action == "connection.cut" && entry.Detail!.StartsWith("token deleted"), Ct))
            await timer.WaitForNextTickAsync(Ct);
    }

    [Fact]
    public async Task Sweep_MissedEvent_EndsWhatHangsOnItOnceEach()
    {
        var user = await portal.CreateUserAsync(Role.Viewer);
        var cookies = new CookieContainer();
        using var browser = await portal.SignInAsync(user, cookies);
        await using var viewer = await HubViewer.ConnectAsync(portal, cookies);
        var live = portal.Services.GetRequiredService<LiveConnections>().All.Single(connection => connection.Key.UserId == user.Id && connection.Kind == LiveKind.Console);
        await using (var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct))
            await db.Users.Where(row => row.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Disabled, true), Ct);
        Assert.False(live.Ended.IsCancellationRequested);

        await portal.Services.GetRequiredService<LiveSweep>().SweepAsync(Ct);

        Assert.True(live.Ended.IsCancellationRequested);
    }

    private async Task ChangeUserAsync(string id, Func<UserManager<PortalUser>, PortalUser, Task<IdentityResult>> change)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        Assert.True((await change(users, (await users.FindByIdAsync(id))!)).Succeeded);
    }

    /// <summary>The line serves in order: what is typed now comes behind everything that was still queued.</summary>
    private async Task AssertNothingMoreIsTypedAsync(SimulatedBmc bmc, string id, int typed)
    {
        var user = await portal.CreateUserAsync(Role.Operator);
        Assert.True(BmcId.TryParse(id, out var server));
        var handle = await portal.Services.GetRequiredService<BmcAccess>().OpenAsync(new Caller(user.Id, user.UserName!, "api", null), server, BmcRight.ConsoleWrite, Ct);
        await handle.WriteConsoleAsync("!"u8.ToArray(), Ct);
        await bmc.WaitUntilAsync(sim => sim.Typed.AsSpan().IndexOf((byte)'!') >= 0, Ct);
        Assert.InRange(bmc.Typed.AsSpan().IndexOf((byte)'!'), 1, typed - 4096);
    }
}
