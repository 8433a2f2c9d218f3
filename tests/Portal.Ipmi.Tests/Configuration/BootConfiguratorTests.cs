using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using Portal.BmcSim;
using Portal.BmcSim.Hardware;
using Portal.Ipmi.Commands.Chassis;
using Portal.Ipmi.Configuration;

namespace Portal.Ipmi.Tests.Configuration;

public sealed class BootConfiguratorTests : BmcSessionFixture
{
    private static readonly ConfigurationPacing s_atOnce = new() { BetweenWrites = TimeSpan.Zero };

    [Theory]
    [InlineData("8004000000", BootDevice.Pxe, false, false)] // `ipmitool chassis bootdev pxe`
    [InlineData("C004000000", BootDevice.Pxe, true, false)] // … options=persistent
    [InlineData("A018000000", BootDevice.FirmwareSetup, false, true)] // `ipmitool chassis bootdev bios options=efiboot`
    [InlineData("A02C000000", BootDevice.RemoteHardDrive, false, true)]
    public void BootFlags_OfIpmitool_AreReadAndWritten(string hex, BootDevice device, bool persistent, bool uefi)
    {
        var flags = BootFlags.Parse(Convert.FromHexString(hex));

        Assert.Equal(new BootFlags { Valid = true, Device = device, Persistent = persistent, Uefi = uefi }, flags);
        Assert.Equal(hex, Convert.ToHexString(flags.ToBytes()));
    }

    [Fact]
    public void BootFlags_EveryBit_HasItsPlace()
    {
        var all = new BootFlags
        {
            Valid = true,
            Persistent = true,
            Uefi = true,
            ClearCmos = true,
            LockKeyboard = true,
            Device = BootDevice.Floppy,
            BlankScreen = true,
            LockResetButton = true,
            LockPowerButton = true,
            Verbosity = FirmwareVerbosity.Verbose,
            ForceProgressEvents = true,
            BypassUserPassword = true,
            LockSleepButton = true,
            ConsoleRedirection = ConsoleRedirection.Enabled,
            SharedModeOverride = true,
            MuxOverride = BootMuxOverride.System,
            DeviceInstance = 0x11,
        };

        Assert.Equal("E0FFDE0A11", Convert.ToHexString(all.ToBytes()));
        Assert.Equal(all, BootFlags.Parse(all.ToBytes()));
        // Two bytes, as some BMCs answer.
        Assert.Equal(new BootFlags { Valid = true, Device = BootDevice.CdDvd }, BootFlags.Parse([0x80, 0x14]));
    }

    [Property]
    public void Parsers_RandomBytes_ThrowNothingButFormatExceptions(byte[] bytes)
    {
        foreach (var parse in (Action[])[() => BootFlags.Parse(bytes), () => BootInitiator.Parse(bytes)])
        {
            try
            {
                parse();
            }
            catch (IpmiFormatException)
            {
            }
        }
    }

    [Fact]
    public async Task OverrideAsync_NextStart_BootsFromThereOnce()
    {
        await using var bmc = Start(o => o with { Line = SimLine.Machine });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var boot = new BootConfigurator(session, s_atOnce);

        Assert.Empty(await boot.OverrideAsync(BootDevice.Pxe, persistent: false, uefi: true, Ct));
        Assert.Equal(new BootFlags { Valid = true, Uefi = true, Device = BootDevice.Pxe }, await boot.ReadFlagsAsync(Ct));
        await session.SendAsync(new ChassisControl(ChassisAction.HardReset), Ct);
        await bmc.WaitUntilAsync(b => System.Text.Encoding.UTF8.GetString(b.Printed).Contains("Booting from network (PXE)", StringComparison.Ordinal), Ct);

        Assert.False((await boot.ReadFlagsAsync(Ct)).Valid);
    }

    [Fact]
    public async Task OverrideAsync_Persistent_StaysUntilItIsCleared()
    {
        await using var bmc = Start(o => o with { Line = SimLine.Machine });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var boot = new BootConfigurator(session, s_atOnce);

        await boot.OverrideAsync(BootDevice.FirmwareSetup, persistent: true, uefi: false, Ct);
        await session.SendAsync(new ChassisControl(ChassisAction.HardReset), Ct);
        Assert.True(await boot.ReadFlagsAsync(Ct) is { Valid: true, Persistent: true, Device: BootDevice.FirmwareSetup });

        await boot.ClearAsync(Ct);
        Assert.Equal(new BootFlags(), await boot.ReadFlagsAsync(Ct));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Flags_NoStartWithinAMinute_AreForgottenUnlessRetained(bool retained, bool valid)
    {
        var time = new FakeTimeProvider();
        await using var bmc = Start(o => o with { TimeProvider = time, InactivityTimeout = TimeSpan.FromHours(1) });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var boot = new BootConfigurator(session, s_atOnce);
        await boot.SetRetentionAsync(retained ? BootFlagRetention.Timeout : BootFlagRetention.None, Ct);
        await boot.OverrideAsync(BootDevice.CdDvd, persistent: false, uefi: false, Ct);

        time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(valid, (await boot.ReadFlagsAsync(Ct)).Valid);
    }

    [Theory]
    [InlineData(true, false, false)] // no parameter 0
    [InlineData(false, true, false)] // one parameter at a time
    [InlineData(false, false, true)] // with rollback: a commit is needed
    [InlineData(false, false, false)]
    public async Task SetFlagsAsync_WhateverTheBmcKnowsOfTransactions_IsTakenAndEnds(bool noSetInProgress, bool oneAtATime, bool rollsBack)
    {
        await using var bmc = Start(o => o with { Hardware = o.Hardware with { RollsBack = rollsBack } });
        bmc.Faults.NoSetInProgress = noSetInProgress;
        bmc.Faults.OneParameterAtATime = oneAtATime;
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var boot = new BootConfigurator(session, s_atOnce);

        await boot.OverrideAsync(BootDevice.HardDrive, persistent: true, uefi: true, Ct);
        var all = await boot.ReadAsync(Ct);

        Assert.Equal(BootDevice.HardDrive, all.Flags!.Device);
        Assert.Equal(noSetInProgress ? null : SetInProgress.Complete, all.SetInProgress);
        Assert.Equal(noSetInProgress ? [new UnreadParameter(0, 0, (CompletionCode)0x80)] : [], all.Unread);
        Assert.Equal(oneAtATime ? BootParties.None : BootParties.Firmware, all.Unhandled);
    }

    [Fact]
    public async Task SetFlagsAsync_AnotherPartyIsAtIt_IsToldOrTakenOver()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        await session.SendAsync(new SetSystemBootOptions(BootOptionParameter.SetInProgress, new byte[] { 1 }), Ct);

        var e = await Assert.ThrowsAsync<IpmiCommandException>(() => new BootConfigurator(session, s_atOnce).ClearAsync(Ct));
        Assert.Contains("set in progress", e.Message);
        await new BootConfigurator(session, s_atOnce with { TakeOver = true }).ClearAsync(Ct);
    }

    [Fact]
    public async Task Everything_ThatIsWritten_IsReadWhole()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var boot = new BootConfigurator(session, s_atOnce);
        var initiator = new BootInitiator(1, 0x11223344, 0x5F000000);
        await boot.SetServicePartitionAsync(3, scan: true, Ct);
        await boot.SetInitiatorAsync(initiator, Ct);
        await boot.SetMailboxAsync(0, "mailbox"u8.ToArray(), Ct);
        await boot.SetUnhandledAsync(BootParties.BootLoader | BootParties.Oem, Ct);

        var all = await boot.ReadAsync(Ct);

        Assert.Equal(((byte?)3, (ServicePartitionScan?)ServicePartitionScan.Requested, initiator), (all.ServicePartition, all.ServicePartitionScan, all.Initiator));
        Assert.Equal(BootParties.BootLoader | BootParties.Oem, all.Unhandled);
        Assert.Equal("mailbox\0\0\0\0\0\0\0\0\0"u8.ToArray(), all.Mailbox!.Value.ToArray());
    }

    [Fact]
    public async Task Chassis_OfAProfile_ShowsEverything()
    {
        var time = new FakeTimeProvider();
        await using var bmc = Start(o => o with
        {
            TimeProvider = time,
            InactivityTimeout = TimeSpan.FromDays(1),
            Hardware = o.Hardware with { Conditions = ChassisConditions.Intrusion | ChassisConditions.DriveFault | ChassisConditions.PowerFault, PowerOnCount = 100, RestorePolicy = 0 },
        });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        var status = await session.SendAsync(new GetChassisStatus(), Ct);
        Assert.True(status is { Intrusion: true, DriveFault: true, PowerFault: true, CoolingFault: false, RestorePolicy: PowerRestorePolicy.AlwaysOff, Identify: IdentifyState.Off });
        await session.SendAsync(new ChassisIdentify(10), Ct);
        Assert.Equal(IdentifyState.Temporary, (await session.SendAsync(new GetChassisStatus(), Ct)).Identify);
        await session.SendAsync(new SetFrontPanelEnables(FrontPanelButtons.Reset), Ct);
        Assert.Equal(FrontPanelButtons.Reset, (await session.SendAsync(new GetChassisStatus(), Ct)).DisabledButtons);
        Assert.Equal((PowerRestorePolicies)7, await session.SendAsync(new SetPowerRestorePolicy(PowerRestorePolicy.AlwaysOn), Ct));
        time.Advance(TimeSpan.FromHours(3));
        Assert.Equal(new PowerOnHours(60, 103), await session.SendAsync(new GetPohCounter(), Ct));
        Assert.Equal(PowerRestorePolicy.AlwaysOn, (await session.SendAsync(new GetChassisStatus(), Ct)).RestorePolicy);
        Assert.Equal(new SystemRestartCause(RestartCause.Unknown, 1), await session.SendAsync(new GetSystemRestartCause(), Ct));
    }
}
