using Microsoft.EntityFrameworkCore;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Power;
using Portal.Fleet.Status;

namespace Portal.Fleet.Tests.Power;

/// <summary>What stands between a click and a host without power.</summary>
[Trait("Database", "Both")]
public class GuardTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Request_ServerProtected_RefusedWhoeverAsksUntilItIsTakenOff()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var portal = await TestPortal.StartAsync();
        var (server, admin) = await PowerScene.LiveAsync(portal, bmc);
        var operatorPerson = await portal.AddUserAsync("op", Role.Operator);
        var handle = await portal.OpenAsync(server.Id, operatorPerson, BmcRight.PowerHard);

        await admin.ProtectAsync("database moves until noon", null, Ct);
        foreach (var action in new[] { PowerAction.On, PowerAction.Off, PowerAction.Soft, PowerAction.Nmi, PowerAction.BootToSetup })
            Assert.Equal("server_protected", (await Assert.ThrowsAsync<BmcActionException>(() => handle.RequestPowerAsync(action, null, null, Ct))).Code);
        var tried = await Assert.ThrowsAsync<BmcActionException>(() => admin.RequestPowerAsync(PowerAction.Off, null, null, Ct));
        Assert.Contains("database moves until noon", tried.Message, StringComparison.Ordinal);
        Assert.Equal("protected_by_administrator", (await Assert.ThrowsAsync<BmcActionException>(() => handle.UnprotectAsync(Ct))).Code);
        Assert.Equal(0, PowerScene.Executed(bmc));
        Assert.Contains(await portal.AuditAsync("power.off"), entry => entry.Outcome == "refused");

        await admin.UnprotectAsync(Ct);
        var ended = await portal.WaitEndAsync((await handle.RequestPowerAsync(PowerAction.Off, null, null, Ct)).Id, server.Id);
        Assert.Equal(PowerOperationState.Confirmed, ended.State);
    }

    [Fact]
    public async Task Request_NameWanted_OnlyWithTheVeryName()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var portal = await TestPortal.StartAsync();
        var (server, handle) = await PowerScene.LiveAsync(portal, bmc, "rack4-u17");
        await handle.SetConfirmByNameAsync(true, Ct);

        foreach (var typed in new[] { null, "", "rack4-u1", "RACK4-U17" })
            Assert.Equal("confirmation_required", (await Assert.ThrowsAsync<BmcActionException>(() => handle.RequestPowerAsync(new PowerAsk(PowerAction.Reset) { Confirm = typed }, Ct))).Code);
        Assert.Equal(0, PowerScene.Executed(bmc));

        var ended = await portal.WaitEndAsync((await handle.RequestPowerAsync(new PowerAsk(PowerAction.Reset) { Confirm = "rack4-u17" }, Ct)).Id, server.Id);
        Assert.Equal(PowerOperationState.Confirmed, ended.State);
    }

    [Fact]
    public async Task HardOff_HostIgnoresTheShutdown_PowerIsCutOnceWhenItsTimeHasCome()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 30 });
        await using var portal = await TestPortal.StartAsync();
        var (server, handle) = await PowerScene.LiveAsync(portal, bmc);

        var soft = await handle.RequestPowerAsync(new PowerAsk(PowerAction.Soft) { HardOffAfter = TimeSpan.FromSeconds(10) }, Ct);
        Assert.Equal(HardOffState.Counting, (await portal.WaitAsync(server.Id, status => status.HardOff is not null)).HardOff!.State);
        var status = await portal.WaitAsync(server.Id, status => status is { Power: PowerState.Off, Operation: { Action: PowerAction.Off, Ended: true } }, seconds: 30);

        Assert.Null(status.HardOff);
        Assert.Equal(PowerOperationState.Confirmed, status.Operation!.State);
        Assert.Equal(PowerOperationState.NotReached, (await portal.Access.GetOperationAsync(TestPortal.Admin, soft.Id, Ct)).State);
        Assert.Equal(2, PowerScene.Executed(bmc));
    }

    [Fact]
    public async Task Off_WhileTheHostShutsDown_TakesItsPlace()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 30 });
        await using var portal = await TestPortal.StartAsync();
        var (server, handle) = await PowerScene.LiveAsync(portal, bmc);

        var soft = await handle.RequestPowerAsync(PowerAction.Soft, null, null, Ct);
        await portal.WaitAsync(server.Id, status => status.Operation is { State: PowerOperationState.Sent });
        await Assert.ThrowsAsync<PowerConflictException>(() => handle.RequestPowerAsync(PowerAction.Cycle, null, null, Ct));
        var off = await portal.WaitEndAsync((await handle.RequestPowerAsync(PowerAction.Off, null, null, Ct)).Id, server.Id);

        Assert.Equal(PowerOperationState.Confirmed, off.State);
        Assert.Equal(PowerOperationState.NotReached, (await portal.Access.GetOperationAsync(TestPortal.Admin, soft.Id, Ct)).State);
        Assert.Equal((2, false), (PowerScene.Executed(bmc), bmc.IsOn));
    }

    [Fact]
    public async Task HardOff_TakenBack_PowerStaysOn()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 30 });
        await using var portal = await TestPortal.StartAsync();
        var (server, handle) = await PowerScene.LiveAsync(portal, bmc);

        await handle.RequestPowerAsync(new PowerAsk(PowerAction.Soft) { HardOffAfter = TimeSpan.FromMinutes(5) }, Ct);
        Assert.True(await handle.CancelHardOffAsync(Ct));

        Assert.Null(portal.Board.Get(server.Id).HardOff);
        await using var db = await portal.DbAsync();
        Assert.Empty(await db.HardOffs.ToListAsync(Ct));
    }

    [Fact]
    public async Task HardOff_TimeCameWhileThePortalWasDown_IsAskedAboutAndNotSent()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 30 });
        await using var portal = await TestPortal.StartAsync();
        var (server, handle) = await PowerScene.LiveAsync(portal, bmc);
        await handle.RequestPowerAsync(new PowerAsk(PowerAction.Soft) { HardOffAfter = TimeSpan.FromHours(1) }, Ct);
        await using (var db = await portal.DbAsync())
            await db.HardOffs.ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, TimeProvider.System.GetUtcNow().AddMinutes(-1)), Ct);

        await portal.StopAsync();

        await using var again = await TestPortal.StartAsync(directory: portal.Directory);
        var status = await again.WaitAsync(server.Id, status => status is { HardOff: not null, Power: PowerState.On });
        Assert.Equal(HardOffState.Asking, status.HardOff!.State);
        await again.WaitAsync(server.Id, later => later.PowerReadAt > status.PowerReadAt);
        Assert.Equal((1, true), (PowerScene.Executed(bmc), bmc.IsOn));
    }
}
