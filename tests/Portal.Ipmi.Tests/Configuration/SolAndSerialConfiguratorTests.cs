using Portal.Ipmi.Commands.Transport;
using Portal.Ipmi.Configuration;
using Portal.Ipmi.Sol;

namespace Portal.Ipmi.Tests.Configuration;

public sealed class SolAndSerialConfiguratorTests : BmcSessionFixture
{
    private static readonly ConfigurationPacing s_atOnce = new() { BetweenWrites = TimeSpan.Zero };

    [Fact]
    public void Change_EveryField_IsTheSpecifications()
    {
        // Table 26-5.
        var now = new SolConfiguration(1) { Unread = [], ForceEncryption = true, ForceAuthentication = false, Privilege = PrivilegeLevel.User, SendThreshold = 96, RetryCount = 3 };
        var change = new SolChange
        {
            Privilege = PrivilegeLevel.Operator,
            AccumulateInterval = TimeSpan.FromMilliseconds(60),
            RetryInterval = TimeSpan.FromMilliseconds(250),
            StoredBitRate = SerialBitRate.Bps115200,
            BitRate = SerialBitRate.Bps9600,
            PayloadPort = 623,
            Enabled = true,
        };

        Assert.Equal(["2 83", "3 0C60", "4 0319", "5 0A", "6 06", "8 6F02", "1 01"], change.ToWrites(now).Select(w => $"{w.Parameter} {Convert.ToHexString(w.Data.Span)}"));
    }

    [Fact]
    public async Task Sol_ReadSetAndObeyed()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var configurator = new SolConfigurator(session, pacing: s_atOnce);

        var before = await configurator.ReadAsync(Ct);
        Assert.Equal(
            before with { },
            new SolConfiguration(0x0E)
            {
                SetInProgress = SetInProgress.Complete,
                Enabled = true,
                ForceEncryption = true,
                ForceAuthentication = true,
                Privilege = PrivilegeLevel.User,
                AccumulateInterval = TimeSpan.FromMilliseconds(60),
                SendThreshold = 96,
                RetryCount = 7,
                RetryInterval = TimeSpan.FromMilliseconds(250),
                StoredBitRate = SerialBitRate.Bps115200,
                BitRate = SerialBitRate.Bps115200,
                PayloadChannel = 1,
                PayloadPort = bmc.EndPoint.Port,
                Unread = before.Unread,
            });
        Assert.Empty(before.Unread);

        await configurator.ApplyAsync(new SolChange { Enabled = false, SendThreshold = 10 }, Ct);
        Assert.True(await configurator.ReadAsync(Ct) is { Enabled: false, SendThreshold: 10, AccumulateInterval.TotalMilliseconds: 60 });
        var e = await Assert.ThrowsAnyAsync<IpmiException>(() => session.ActivateSolAsync(new SolOptions(), Ct));
        Assert.Equal(IpmiFailure.SolDisabled, e.Failure);
    }

    [Fact]
    public async Task Serial_ReadSetAndSwitched()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var serial = new SerialConfigurator(session, 2, s_atOnce);

        Assert.True(await serial.ReadAsync(Ct) is
        {
            Modes: SerialConnectionModes.Basic | SerialConnectionModes.DirectConnect, BitRate: SerialBitRate.Bps115200, FlowControl: SerialFlowControl.None, Unread.Count: 0,
            InactivityTimeout.TotalSeconds: 60,
        });
        await serial.SetMessagingAsync(SerialFlowControl.RtsCts, hangUpByDtr: true, SerialBitRate.Bps19200, Ct);
        await serial.SetModesAsync(SerialConnectionModes.Terminal | SerialConnectionModes.DirectConnect, Ct);
        Assert.True(await serial.ReadAsync(Ct) is
        {
            Modes: SerialConnectionModes.Terminal | SerialConnectionModes.DirectConnect, BitRate: SerialBitRate.Bps19200, FlowControl: SerialFlowControl.RtsCts, HangsUpByDtr: true,
        });
        Assert.True(await serial.SwitchAsync(SerialMuxSetting.RequestBmc, Ct) is { Accepted: true, OnBmc: true });
        Assert.True(await serial.SwitchAsync(SerialMuxSetting.BlockSystem, Ct) is { SystemBlocked: true });
        Assert.True(await serial.SwitchAsync(SerialMuxSetting.RequestSystem, Ct) is { Accepted: false, OnBmc: true });
    }

    [Fact]
    public async Task Reading_WhereThereIsNothing_SaysSo()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        var e = await Assert.ThrowsAsync<IpmiException>(() => new SerialConfigurator(session, 1, s_atOnce).ReadAsync(Ct));
        Assert.Contains("invalid data field", e.Message);
        await Assert.ThrowsAsync<IpmiException>(() => new LanConfigurator(session, 7, s_atOnce).ReadAsync(Ct));
    }
}
