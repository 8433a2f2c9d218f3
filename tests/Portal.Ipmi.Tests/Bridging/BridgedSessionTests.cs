using Portal.BmcSim;
using Portal.BmcSim.Hardware;
using Portal.Ipmi.Bridging;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Ipmi.Tests.Bridging;

/// <summary>Controllers behind the BMC over real sessions: answers inside of that to Send Message or apart from it, late, lost and never.</summary>
public sealed class BridgedSessionTests : BmcSessionFixture
{
    private static readonly SatelliteAddress s_near = new(0x82);
    private static readonly SatelliteAddress s_far = new(0x72, Channel: 7) { Through = s_near };

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task SendAsync_UnderLoss_EachControllerAnswersForItself(bool ipmi15, bool apart)
    {
        await using var bmc = StartWithSatellites();
        bmc.Faults.SatelliteAnswersApart = apart;
        await using var session = await BmcSession.OpenAsync(Options(bmc) with { Ipmi15 = ipmi15 ? [AuthenticationType.Md5] : [], CommandTimeout = TimeSpan.FromSeconds(20) }, Ct);
        bmc.Faults.Loss = bmc.Faults.Duplicate = bmc.Faults.Reorder = 0.05;

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(33, (await session.Behind(s_near).SendAsync(new GetDeviceId(), Ct)).Id);
            Assert.Equal(44, (await session.Behind(s_far).SendAsync(new GetDeviceId(), Ct)).Id);
            Assert.Equal(0x20, (await session.SendAsync(new GetDeviceId(), Ct)).Id);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendAsync_NoSuchController_SaysThatTheBridgeRefused(bool apart)
    {
        await using var bmc = StartWithSatellites();
        bmc.Faults.SatelliteAnswersApart = apart;
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        var e = await Assert.ThrowsAsync<IpmiCommandException>(() => session.Behind(new SatelliteAddress(0x84)).SendAsync(new GetDeviceId(), Ct).AsTask());

        Assert.Equal((new CommandCode(NetFn.App, 0x34), (CompletionCode)0x83), (e.Command, e.CompletionCode));
        Assert.Contains("no controller at that address", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_SilentController_IsNamedAndTheSessionLivesOn()
    {
        await using var bmc = StartWithSatellites();
        bmc.Faults.SilentSatellites = true;
        await using var session = await BmcSession.OpenAsync(Options(bmc) with { CommandTimeout = TimeSpan.FromMilliseconds(100), KeepAlive = TimeSpan.FromSeconds(20) }, Ct);

        for (var i = 0; i < 5; i++)
        {
            var e = await Assert.ThrowsAsync<IpmiTimeoutException>(() => session.Behind(s_near).SendAsync(new GetDeviceId(), Ct).AsTask());
            Assert.Contains("GetDeviceId for the controller 82h on channel 0", e.Message, StringComparison.Ordinal);
        }

        Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
        Assert.False(session.Closed.IsCancellationRequested);
    }

    [Fact]
    public async Task SendAsync_AtLevelUser_RaisesForSendMessage()
    {
        await using var bmc = StartWithSatellites();
        await using var session = await BmcSession.OpenAsync(Options(bmc) with { RaisePrivilegeWhenNeeded = true }, Ct);

        Assert.Equal(33, (await session.Behind(s_near).SendAsync(new GetDeviceId(), Ct)).Id);
        Assert.Equal(PrivilegeLevel.Administrator, session.Privilege);
    }

    private static SimulatedBmc StartWithSatellites() => Start(o => o with
    {
        Ipmi15 = [2],
        Hardware = HardwareProfile.Standard with
        {
            Satellites = [new SimSatellite { Address = 0x82, DeviceId = 33, Satellites = [new SimSatellite { Address = 0x72, Channel = 7, DeviceId = 44 }] }],
        },
    });
}
