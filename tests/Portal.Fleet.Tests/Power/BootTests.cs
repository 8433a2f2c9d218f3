using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Boot;
using Portal.Fleet.Power;
using Portal.Fleet.Status;
using Portal.Ipmi.Commands.Chassis;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Tests.Power;

/// <summary>Boot device, light, policy and the BMC's own restart: what the page says is what the BMC tells.</summary>
[Trait("Database", "Both")]
public class BootTests
{
    private const BmcRight All = BmcRight.Boot | BmcRight.PowerHard | BmcRight.BmcSettings;

    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task SetBoot_OnceByUefi_IsReadBackAndLeftToItsMinute()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var portal = await TestPortal.StartAsync();
        var (server, _) = await PowerScene.LiveAsync(portal, bmc);
        var handle = await portal.OpenAsync(server.Id, rights: All);

        var view = await handle.SetBootAsync(new BootPlan(BootDevice.Pxe, false, true), Ct);

        Assert.Equal((true, false, true, BootDevice.Pxe), (view.Flags.Value!.Valid, view.Flags.Value.Persistent, view.Flags.Value.Uefi, view.Flags.Value.Device));
        Assert.Equal(0, PowerScene.Executed(bmc));
        Assert.Equal(["intent", "ok"], (await portal.AuditAsync("boot.set")).Select(entry => entry.Outcome));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BootToSetup_OnOrOff_EveryStageIsToldAndTheHostStartsIntoSetup(bool on)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { PoweredOn = on, BootPace = 0.5 });
        await using var portal = await TestPortal.StartAsync();
        var (server, _) = await PowerScene.LiveAsync(portal, bmc);
        var handle = await portal.OpenAsync(server.Id, rights: All);

        var asked = await handle.RequestPowerAsync(new PowerAsk(PowerAction.BootToSetup) { Boot = new BootPlan(BootDevice.FirmwareSetup, false, true) }, Ct);
        var ended = await portal.WaitEndAsync(asked.Id, server.Id);

        Assert.Equal(PowerOperationState.Confirmed, ended.State);
        Assert.Equal([("flags", StageState.Done), ("power", StageState.Done), ("console", StageState.Done)], ended.Stages.Select(stage => (stage.Kind, stage.State)));
        Assert.Equal(1, PowerScene.Executed(bmc));
        Assert.Contains(bmc.Ledger, entry => entry is { NetFn: 0, Command: 8, CompletionCode: 0 });
    }

    [Fact]
    public async Task BootToSetup_BmcKnowsNoBootOptions_HostIsNotTouched()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        bmc.Faults.CompletionCodes[(0, 8)] = 0xC1;
        await using var portal = await TestPortal.StartAsync();
        var (server, _) = await PowerScene.LiveAsync(portal, bmc);
        var handle = await portal.OpenAsync(server.Id, rights: All);

        var ended = await portal.WaitEndAsync((await handle.RequestPowerAsync(new PowerAsk(PowerAction.BootToSetup) { Boot = new BootPlan(BootDevice.FirmwareSetup, false, false) }, Ct)).Id, server.Id);

        Assert.Equal((PowerOperationState.Failed, null), (ended.State, ended.SentAt));
        Assert.StartsWith("The host was not touched. This BMC does not support it.", ended.Detail, StringComparison.Ordinal);
        Assert.Equal([("flags", StageState.Failed)], ended.Stages.Select(stage => (stage.Kind, stage.State)));
        Assert.Equal(0, PowerScene.Executed(bmc));
        Assert.Equal("not_supported", (await Assert.ThrowsAsync<BmcActionException>(() => handle.SetBootAsync(new BootPlan(BootDevice.Pxe, false, false), Ct))).Code);
    }

    [Fact]
    public async Task BootToSetup_BmcFallsSilentHalfWay_UnknownAndHostNotTouched()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        bmc.Faults.Unanswered.Add((0, 8));
        await using var portal = await TestPortal.StartAsync(TestPortal.Quick with { CommandTimeout = TimeSpan.FromSeconds(1) });
        var (server, _) = await PowerScene.LiveAsync(portal, bmc);
        var handle = await portal.OpenAsync(server.Id, rights: All);

        var ended = await portal.WaitEndAsync((await handle.RequestPowerAsync(new PowerAsk(PowerAction.BootToSetup) { Boot = new BootPlan(BootDevice.FirmwareSetup, false, true) }, Ct)).Id, server.Id);

        Assert.Equal(PowerOperationState.Failed, ended.State);
        Assert.Equal([("flags", StageState.Unknown)], ended.Stages.Select(stage => (stage.Kind, stage.State)));
        Assert.Equal(0, PowerScene.Executed(bmc));
    }

    [Fact]
    public async Task Chassis_QuestionsTheBmcDoesNotKnow_AreAnsweredInWordsAndTheRestIsTold()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        bmc.Faults.CompletionCodes[(0, 0x0F)] = 0xC1;
        bmc.Faults.CompletionCodes[(0, 9)] = 0xD4;
        await using var portal = await TestPortal.StartAsync();
        var (server, _) = await PowerScene.LiveAsync(portal, bmc);
        var handle = await portal.OpenAsync(server.Id, rights: All);

        var view = await handle.SetRestorePolicyAsync(PowerRestorePolicy.Previous, Ct);

        Assert.Equal((TellState.NotSupported, TellState.NotAllowed, TellState.Told), (view.Hours.State, view.Flags.State, view.Cause.State));
        Assert.Equal(PowerRestorePolicy.Previous, view.Status.Value.RestorePolicy);

        var lit = await handle.IdentifyAsync(60, Ct);
        Assert.Equal(IdentifyState.Temporary, (await handle.GetChassisAsync(Ct)).Status.Value.Identify);
        Assert.Equal(lit, (await handle.GetAsync(Ct)).Status.Identify);
        await handle.IdentifyAsync(null, Ct);
        Assert.Equal(IdentifyState.Indefinite, (await handle.GetChassisAsync(Ct)).Status.Value.Identify);
        await handle.IdentifyAsync(0, Ct);
        Assert.Equal((IdentifyState.Off, null), ((await handle.GetChassisAsync(Ct)).Status.Value.Identify, (await handle.GetAsync(Ct)).Status.Identify));
    }

    [Theory]
    [InlineData(PowerAction.BmcColdReset)]
    [InlineData(PowerAction.BmcWarmReset)]
    public async Task BmcReset_SessionsDrop_EndsWhenTheBmcAnswersAgain(PowerAction action)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var portal = await TestPortal.StartAsync(TestPortal.Quick with { CommandTimeout = TimeSpan.FromSeconds(1) });
        var (server, _) = await PowerScene.LiveAsync(portal, bmc);
        var handle = await portal.OpenAsync(server.Id, rights: All);

        var asked = await handle.RequestPowerAsync(new PowerAsk(action) { Reason = "console is stuck" }, Ct);
        var ended = await portal.WaitEndAsync(asked.Id, server.Id, seconds: 40);

        Assert.Equal(PowerOperationState.Confirmed, ended.State);
        Assert.Equal([("command", StageState.Done), ("silent", StageState.Done), ("back", StageState.Done)], ended.Stages.Select(stage => (stage.Kind, stage.State)));
        Assert.Equal((LinkState.Online, true, 0), (portal.Board.Get(server.Id).Link, bmc.IsOn, PowerScene.Executed(bmc)));
        Assert.Single(bmc.Ledger, entry => entry is { NetFn: 6, Command: 2 or 3 });
    }
}
