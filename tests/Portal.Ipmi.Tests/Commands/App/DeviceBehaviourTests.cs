using Microsoft.Extensions.Time.Testing;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Ipmi.Tests.Commands.App;

/// <summary>Device commands over a session with the simulator.</summary>
public sealed class DeviceBehaviourTests : BmcSessionFixture
{
    [Theory]
    [InlineData(WatchdogAction.PowerDown, false)]
    [InlineData(WatchdogAction.HardReset, true)]
    [InlineData(WatchdogAction.None, true)]
    public async Task Watchdog_RunsOut_ActsAndTells(WatchdogAction action, bool isOn)
    {
        var time = new FakeTimeProvider();
        await using var bmc = Start(o => o with { TimeProvider = time, InactivityTimeout = TimeSpan.FromHours(1) });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        var early = await Assert.ThrowsAsync<IpmiCommandException>(() => session.SendAsync(new ResetWatchdogTimer(), Ct).AsTask());
        Assert.Contains("has not been set", early.Message);
        await session.SendAsync(new SetWatchdogTimer(WatchdogUse.OsLoad, action, TimeSpan.FromSeconds(30)) { Interrupt = WatchdogInterrupt.Messaging, PreTimeoutSeconds = 5 }, Ct);
        Assert.False((await session.SendAsync(new GetWatchdogTimer(), Ct)).IsRunning);
        await session.SendAsync(new ResetWatchdogTimer(), Ct);
        time.Advance(TimeSpan.FromSeconds(10));
        var running = await session.SendAsync(new GetWatchdogTimer(), Ct);
        Assert.Equal((true, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(20)), (running.IsRunning, running.Initial, running.Present));
        // Started over, it counts from the beginning.
        await session.SendAsync(new ResetWatchdogTimer(), Ct);
        time.Advance(TimeSpan.FromSeconds(26));
        Assert.Equal(MessageFlags.WatchdogPreTimeout, await session.SendAsync(new GetMessageFlags(), Ct));
        Assert.True(bmc.IsOn);

        time.Advance(TimeSpan.FromSeconds(5));

        var after = await session.SendAsync(new GetWatchdogTimer(), Ct);
        Assert.Equal((false, WatchdogExpirations.OsLoad, isOn), (after.IsRunning, after.Expired, bmc.IsOn));
        if (action == WatchdogAction.HardReset)
            Assert.Equal(RestartCause.Watchdog, (await session.SendAsync(new GetSystemRestartCause(), Ct)).Cause);
    }

    [Fact]
    public async Task SessionInfo_EveryWayToAsk_NamesTheSameSession()
    {
        await using var bmc = Start();
        await using var first = await BmcSession.OpenAsync(Options(bmc), Ct);
        await using var second = await BmcSession.OpenAsync(Options(bmc) with { UserName = "operator", Privilege = PrivilegeLevel.Operator }, Ct);

        var own = await second.SendAsync(new GetSessionInfo(), Ct);
        Assert.True(own is { UserId: 3, Privilege: PrivilegeLevel.Operator, Channel: 1, IsRmcpPlus: true, ActiveSessions: 2 });
        Assert.Equal("127.0.0.1", $"{own.ConsoleAddress}");
        Assert.Equal(own, await first.SendAsync(GetSessionInfo.ByHandle(own.Handle), Ct));
        Assert.Equal(own, await first.SendAsync(GetSessionInfo.Active(2), Ct));
        Assert.NotEqual(own.Handle, (await first.SendAsync(GetSessionInfo.Active(1), Ct)).Handle);
        Assert.Equal(0, (await first.SendAsync(GetSessionInfo.Active(3), Ct)).Handle);
        await Assert.ThrowsAsync<IpmiCommandException>(() => first.SendAsync(GetSessionInfo.ByHandle(0xFD), Ct).AsTask());
    }

    [Fact]
    public async Task ColdReset_EndsEverySessionAndTheHostRunsOn()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        await session.SendAsync(new ColdReset(), Ct);
        await bmc.WaitUntilAsync(b => b.SessionCount == 0, Ct);

        Assert.True(bmc.IsOn);
    }

    [Fact]
    public async Task SelfTestGuidAndAcpi_OfAProfile_AreTold()
    {
        await using var bmc = Start(o => o with { Hardware = o.Hardware with { SelfTest = (0x57, 0x80) } });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        Assert.Equal(SelfTestFaults.SelInaccessible, (await session.SendAsync(new GetSelfTestResults(), Ct)).Faults);
        var guid = IpmiGuid.Parse((await session.SendAsync(new GetSystemGuid(), Ct)).Span);
        Assert.Equal((GuidEncoding.Smbios, 4), (guid.Encoding, guid.Version));
        Assert.Equal(guid, IpmiGuid.Parse((await session.SendAsync(new GetDeviceGuid(), Ct)).Span));
        Assert.Equal(new AcpiPowerState(SystemPowerState.S0, DevicePowerState.D0), await session.SendAsync(new GetAcpiPowerState(), Ct));
        await session.SendAsync(new SetAcpiPowerState(SystemPowerState.S3, null), Ct);
        Assert.Equal(new AcpiPowerState(SystemPowerState.S3, DevicePowerState.D0), await session.SendAsync(new GetAcpiPowerState(), Ct));
        await session.SendAsync(new SetBmcGlobalEnables(BmcGlobalEnables.SystemEventLogging | BmcGlobalEnables.Oem1), Ct);
        Assert.Equal(BmcGlobalEnables.SystemEventLogging | BmcGlobalEnables.Oem1, await session.SendAsync(new GetBmcGlobalEnables(), Ct));
    }

    [Fact]
    public async Task Firewall_OfTheSimulator_NamesWhatItCan()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        Assert.Contains(NetFn.Transport, (await session.SendAsync(new GetNetFnSupport(), Ct)).Of(Lun.Bmc));
        var chassis = await session.SendAsync(new GetCommandSupport(NetFn.Chassis), Ct);
        Assert.True(chassis.Contains(0x01) && chassis.Contains(0x0F) && !chassis.Contains(0x7E));
        Assert.Equal(chassis.Commands, (await session.SendAsync(new GetCommandEnables(NetFn.Chassis), Ct)).Commands);
        Assert.Empty((await session.SendAsync(new GetConfigurableCommands(NetFn.Chassis), Ct)).Commands);
    }
}
