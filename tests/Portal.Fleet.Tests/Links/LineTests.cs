using Microsoft.EntityFrameworkCore;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles;
using Portal.Fleet.Links;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Sol;

namespace Portal.Fleet.Tests.Links;

/// <summary>Who has the serial line: taking it, giving it away, and telling a stranger from ourselves.</summary>
public sealed class LineTests
{
    private static readonly FleetOptions s_quick = TestPortal.Quick with { SolQuiet = TimeSpan.FromMilliseconds(300), SolProbe = TimeSpan.FromMilliseconds(700), SolRetryFirst = TimeSpan.FromSeconds(1) };

    private static CancellationToken Ct => TestPortal.Ct;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stolen_ToldOrNot_IsNoticedShownAndTakenOnlyOnRequest(bool told)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        bmc.Faults.SolTakenUntold = !told;
        await using var portal = await TestPortal.StartAsync(s_quick);
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);
        await bmc.PrintAsync("before"u8.ToArray(), Ct);
        await portal.WaitAsync(server.Id, status => status.ConsoleOffset == 6);
        var admin = await portal.OpenAsync(server.Id);
        var operatorHandle = await portal.OpenAsync(server.Id, await portal.AddUserAsync("olga", Role.Operator));

        await using var thief = await OpenAsync(bmc, "operator");
        await thief.SendAsync(new DeactivatePayload(), Ct);
        var stolen = await thief.ActivateSolAsync(new SolOptions(), Ct);
        await portal.WaitAsync(server.Id, status => status is { Console: ConsoleLineState.HeldByOther, Holder.UserName: not null }, 10);

        // What the BMC tells is for those who may see the BMC's side.
        var holder = (await admin.GetConsoleAsync(Ct)).Holder!;
        Assert.Equal(("operator", PrivilegeLevel.Operator, "127.0.0.1"), (holder.UserName, holder.Privilege, holder.Address));
        Assert.Equal((null, null, null), ((await operatorHandle.GetConsoleAsync(Ct)).Holder!.UserName, (await operatorHandle.GetAsync(Ct)).Status.Holder!.Address, (await operatorHandle.GetConsoleAsync(Ct)).Holder!.UserId));

        // To wait is the default: only an administrator may take it.
        Assert.Equal("take_not_allowed", (await Assert.ThrowsAsync<LineRefusedException>(() => operatorHandle.TakeLineAsync("boot", Ct))).Code);
        await admin.ChangeAsync(new ServerChange { ConsoleContention = ConsoleContention.Ask }, Ct);
        Assert.Equal(thief.Id, bmc.SolOwner);
        Assert.Equal(ConsoleLineState.Live, (await operatorHandle.TakeLineAsync("the host hangs", Ct)).State);
        stolen.Abandon();
        await stolen.DisposeAsync();
        Assert.NotEqual(thief.Id, bmc.SolOwner);
        await bmc.PrintAsync("after"u8.ToArray(), Ct);
        var gap = await ReadGapAsync(admin, 6);
        Assert.Equal(ConsoleGap.Stolen, gap.GapBefore);
        Assert.True(gap.GapFrom < gap.GapTo);

        // Again, and nobody fights: not for five minutes.
        await thief.SendAsync(new DeactivatePayload(), Ct);
        await using var again = await thief.ActivateSolAsync(new SolOptions(), Ct);
        await portal.WaitAsync(server.Id, status => status.Console == ConsoleLineState.HeldByOther, 10);
        var refused = await Assert.ThrowsAsync<LineRefusedException>(() => operatorHandle.TakeLineAsync("again", Ct));
        Assert.Equal("take_too_soon", refused.Code);
        Assert.InRange((refused.PossibleAt!.Value - TimeProvider.System.GetUtcNow()).TotalSeconds, 200, 300);
        Assert.Equal(thief.Id, bmc.SolOwner);
        Assert.Equal(["intent", "refused", "intent", "ok", "intent", "refused"], (await portal.AuditAsync("console.line.take")).Select(entry => entry.Outcome));
    }

    [Fact]
    public async Task Stolen_PolicyTake_EvictsOnceAndThenWaits()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        await using var portal = await TestPortal.StartAsync(s_quick);
        var server = await portal.AddAsync(bmc);
        await (await portal.OpenAsync(server.Id)).ChangeAsync(new ServerChange { ConsoleContention = ConsoleContention.Take }, Ct);
        await portal.WaitLiveAsync(server.Id);
        await using var thief = await OpenAsync(bmc, "admin");

        await thief.SendAsync(new DeactivatePayload(), Ct);
        _ = await thief.ActivateSolAsync(new SolOptions(), Ct);
        await bmc.WaitUntilAsync(sim => sim.SolOwner is { } owner && owner != thief.Id, Ct);
        await portal.WaitLiveAsync(server.Id);

        await thief.SendAsync(new DeactivatePayload(), Ct);
        await using var again = await thief.ActivateSolAsync(new SolOptions(), Ct);
        await portal.WaitAsync(server.Id, status => status is { Console: ConsoleLineState.HeldByOther, Holder: not null }, 10);
        await (await portal.OpenAsync(server.Id)).ReconnectAsync(Ct);
        await bmc.WaitUntilAsync(sim => sim.Ledger.Count(entry => entry is { NetFn: 6, Command: 0x48 } && entry.SessionId != thief.Id) >= 4, Ct);
        Assert.Equal(thief.Id, bmc.SolOwner);
        Assert.Equal(["intent", "ok"], (await portal.AuditAsync("console.line.take")).Select(entry => entry.Outcome));
    }

    [Fact]
    public async Task Quiet_BmcKnowsNoInstanceInfo_AnEndWithoutAWordIsNoticed()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        bmc.Faults.SolTakenUntold = true;
        bmc.Faults.CompletionCodes[(0x06, 0x4B)] = 0xC1;
        await using var portal = await TestPortal.StartAsync(s_quick);
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);
        await bmc.WaitUntilAsync(sim => sim.Ledger.Any(entry => entry is { NetFn: 6, Command: 0x4A }), Ct);

        bmc.DeactivateSol();
        await bmc.WaitUntilAsync(sim => sim.SolOwner is not null, Ct);
        await portal.WaitLiveAsync(server.Id);
    }

    [Fact]
    public async Task Release_SurvivesARestartAndIsTakenBack()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        await using var portal = await TestPortal.StartAsync(s_quick);
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);
        await bmc.PrintAsync("before"u8.ToArray(), Ct);
        await portal.WaitAsync(server.Id, status => status.ConsoleOffset == 6);
        var handle = await portal.OpenAsync(server.Id, await portal.AddUserAsync("olga", Role.Operator));

        var info = await handle.ReleaseLineAsync(30, "the vendor's technician", Ct);
        Assert.Equal((ConsoleLineState.Released, "olga", "the vendor's technician"), (info.State, info.Release!.By, info.Release.Reason));
        Assert.Null(bmc.SolOwner);
        Assert.Equal(1, bmc.SessionCount);
        await portal.StopAsync();

        await using var restarted = await TestPortal.StartAsync(s_quick, portal.Directory);
        await restarted.WaitAsync(server.Id, status => status is { Link: LinkState.Online, Console: ConsoleLineState.Released });
        var admin = await restarted.OpenAsync(server.Id);
        Assert.Equal("olga", (await admin.GetAsync(Ct)).ConsoleRelease!.By);
        Assert.Equal(ConsoleLineState.Live, (await admin.ResumeLineAsync(Ct)).State);
        await bmc.PrintAsync("after"u8.ToArray(), Ct);
        var gap = await ReadGapAsync(admin, 6);
        Assert.Equal((ConsoleGap.Released, true), (gap.GapBefore, gap.GapFrom < gap.GapTo));

        // Left to itself, it ends by the clock.
        var now = TimeProvider.System.GetUtcNow();
        await restarted.Get<ServerRegistry>().ReleaseConsoleAsync(server.Id, new ConsoleRelease("olga", now, now.AddSeconds(1.5), "short"), Ct);
        await restarted.WaitAsync(server.Id, status => status.Console == ConsoleLineState.Released);
        await restarted.WaitLiveAsync(server.Id);
        Assert.Equal(["intent", "ok"], (await restarted.AuditAsync("console.line.release")).Select(entry => entry.Outcome));
    }

    [Fact]
    public async Task SeparateSolSession_HasASessionOfItsOwn_AndComesBackToo()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        await using var portal = await TestPortal.StartAsync(s_quick, run: false);
        var server = await portal.AddAsync(bmc);
        await using (var db = await portal.DbAsync())
        {
            await db.Servers.ExecuteUpdateAsync(set => set.SetProperty(row => row.Quirks, Quirks.SeparateSolSession).SetProperty(row => row.Version, Guid.NewGuid()), Ct);
        }

        await portal.RunAsync();
        await portal.WaitLiveAsync(server.Id);
        Assert.Equal(2, bmc.SessionCount);
        var owner = bmc.SolOwner;
        bmc.DeactivateSol();
        await bmc.WaitUntilAsync(sim => sim.SolOwner is { } now && now != owner, Ct);
        await portal.WaitLiveAsync(server.Id);
        await bmc.PrintAsync("both"u8.ToArray(), Ct);
        Assert.Equal("both"u8.ToArray(), await TestPortal.ReadAsync(await portal.OpenAsync(server.Id), 0, 4, Ct));
        Assert.Equal(2, bmc.SessionCount);
    }

    private static Task<BmcSession> OpenAsync(SimulatedBmc bmc, string user) => BmcSession.OpenAsync(
        new BmcSessionOptions
        {
            EndPoint = bmc.EndPoint,
            UserName = user,
            Password = SecretBytes.FromText("password"),
            Privilege = user == "admin" ? PrivilegeLevel.Administrator : PrivilegeLevel.Operator,
        }, Ct);

    private static async Task<ConsoleChunk> ReadGapAsync(BmcHandle handle, long offset)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        await foreach (var chunk in handle.AttachConsoleAsync(offset, limit.Token))
            return chunk;
        throw new InvalidOperationException();
    }
}
