using FsCheck.Xunit;
using Portal.Ipmi.Commands.Chassis;
using static Portal.Ipmi.Tests.Commands.CommandBytes;

namespace Portal.Ipmi.Tests.Commands.Chassis;

public sealed class ChassisCommandTests
{
    [Fact]
    public void GetChassisStatus_EveryBit_HasItsName()
    {
        // Laid out after §28.2, all bits of a kind at once.
        var all = Read(new GetChassisStatus(), "5F 1F 6F A5");
        Assert.True(all is { IsOn: true, PowerOverload: true, Interlock: true, PowerFault: true, PowerControlFault: true, RestorePolicy: PowerRestorePolicy.AlwaysOn });
        Assert.True(all is { LastEventAcFailed: true, LastEventOverload: true, LastEventInterlock: true, LastEventPowerFault: true, LastEventIpmiCommand: true });
        Assert.True(all is { Intrusion: true, FrontPanelLockout: true, DriveFault: true, CoolingFault: true, Identify: IdentifyState.Indefinite });
        Assert.Equal(FrontPanelButtons.PowerOff | FrontPanelButtons.DiagnosticInterrupt, all.DisabledButtons);
        Assert.Equal(FrontPanelButtons.Reset | FrontPanelButtons.Standby, all.ButtonsThatMayBeDisabled);

        // ipmi_sim 2.0.33 with its chassis on: three bytes.
        var none = Read(new GetChassisStatus(), "01 00 00");
        Assert.True(none is { IsOn: true, Interlock: false, RestorePolicy: PowerRestorePolicy.AlwaysOff, LastEventIpmiCommand: false, Identify: null, DisabledButtons: null, ButtonsThatMayBeDisabled: null });
    }

    [Fact]
    public void Requests_AreTheSpecifications()
    {
        // §28.5 to §28.14; identify with force as `ipmitool chassis identify force` sends it.
        Assert.Equal("0F", Written(new ChassisIdentify()));
        Assert.Equal("00", Written(new ChassisIdentify(0)));
        Assert.Equal("0101", Written(new ChassisIdentify(1, Forever: true)));
        Assert.Equal("03", Written(new SetPowerRestorePolicy(PowerRestorePolicy.Unknown)));
        Assert.Equal("02", Written(new SetPowerRestorePolicy(PowerRestorePolicy.AlwaysOn)));
        Assert.Equal("09", Written(new SetFrontPanelEnables(FrontPanelButtons.PowerOff | FrontPanelButtons.Standby)));
        Assert.Equal("05", Written(new SetPowerCycleInterval(5)));
        Assert.Equal("050000", Written(new GetSystemBootOptions(BootOptionParameter.BootFlags)));
        Assert.Equal("070200", Written(new GetSystemBootOptions(BootOptionParameter.InitiatorMailbox, Set: 2)));
        // `ipmitool chassis bootdev pxe options=persistent` against ipmi_sim.
        Assert.Equal("05C004000000", Written(new SetSystemBootOptions(BootOptionParameter.BootFlags, Convert.FromHexString("C004000000"))));
        Assert.Equal("85", Written(new SetSystemBootOptions(BootOptionParameter.BootFlags, default) { Lock = true }));
        Assert.Equal("032020202020", Written(new SetChassisCapabilities(new ChassisCapabilities((ChassisFeatures)0x0F, 0x20, 0x20, 0x20, 0x20, 0x20))));
        Assert.Equal("0020202020", Written(new SetChassisCapabilities(new ChassisCapabilities(ChassisFeatures.None, 0x20, 0x20, 0x20, 0x20, null))));
    }

    [Fact]
    public void Answers_AreRead()
    {
        Assert.Equal(new SystemRestartCause(RestartCause.Watchdog, 1), Read(new GetSystemRestartCause(), "04 01"));
        Assert.Equal(new SystemRestartCause(RestartCause.ChassisControl, null), Read(new GetSystemRestartCause(), "F1"));
        Assert.Equal(PowerRestorePolicies.AlwaysOff | PowerRestorePolicies.AlwaysOn, Read(new SetPowerRestorePolicy(PowerRestorePolicy.Unknown), "05"));
        Assert.Equal(new ChassisCapabilities(ChassisFeatures.IntrusionSensor, 0x20, 0x20, 0x20, 0x20, null), Read(new GetChassisCapabilities(), "01 20 20 20 20"));
        Assert.Equal((byte)0x22, Read(new GetChassisCapabilities(), "0F 20 20 20 20 22").BridgeAddress);
        var boot = Read(new GetSystemBootOptions(BootOptionParameter.BootFlags), "01 85 80 04 00 00 00");
        Assert.Equal((1, true, BootOptionParameter.BootFlags, "8004000000"), (boot.Version, boot.IsLocked, boot.Parameter, Convert.ToHexString(boot.Data.Span)));
    }

    [Theory]
    [InlineData("3C 10 27 00 00", 60 * 10_000.0)]
    [InlineData("01 FF FF FF FF", 4294967295.0)]
    [InlineData("00 02 00 00 00", 120.0)] // 0 minutes per count: hours are meant
    public void GetPohCounter_Counts_AreTime(string hex, double minutes) => Assert.Equal(TimeSpan.FromMinutes(minutes), Read(new GetPohCounter(), hex).Total);

    [Fact]
    public void GetPohCounter_LongerThanTimeGoes_IsAsLongAsItGoes() => Assert.True(Read(new GetPohCounter(), "FF FF FF FF FF").Total > TimeSpan.FromDays(10_000_000));

    [Property]
    public void Read_RandomBytes_ThrowsNothingButFormatExceptions(byte[] bytes)
    {
        Try(new GetChassisStatus(), bytes);
        Try(new GetSystemRestartCause(), bytes);
        Try(new GetPohCounter(), bytes);
        Try(new GetChassisCapabilities(), bytes);
        Try(new SetPowerRestorePolicy(PowerRestorePolicy.Unknown), bytes);
        Try(new GetSystemBootOptions(BootOptionParameter.BootFlags), bytes);
    }

    [Fact]
    public void RestartCauses_AllValues_HaveWords()
    {
        for (byte cause = 0; cause < 16; cause++)
            Assert.NotEmpty(((RestartCause)cause).Describe());
    }
}
