using Portal.BmcSim.Hardware;
using Portal.Ipmi.Commands.Dcmi;
using Portal.Ipmi.Dcmi;

namespace Portal.Ipmi.Tests.Dcmi;

public sealed class DcmiClientTests : BmcSessionFixture
{
    [Fact]
    public async Task Capabilities_EveryParameter_IsRead()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var capabilities = (await new DcmiClient(session).GetCapabilitiesAsync(Ct))!;

        Assert.Equal((new Version(1, 5), true, true, false, false), (capabilities.Version, capabilities.PowerManagement, capabilities.SystemInterface, capabilities.SerialTerminalMode, capabilities.SecondaryLan));
        Assert.Equal(new DcmiPlatformAttributes(512, true, false, false, TimeSpan.FromSeconds(1)), capabilities.Platform);
        Assert.Equal(new DcmiPowerController(0x20, 0, 1), capabilities.PowerController);
        Assert.Equal(new DcmiChannels(1, null, null), capabilities.Channels);
        Assert.Equal([5, 30, 60, 3600], capabilities.RollingPeriods.Select(p => p.Duration.TotalSeconds));
    }

    [Fact]
    public async Task Capabilities_BmcWithoutDcmi_IsNull()
    {
        await using var bmc = Start(o => o with { Hardware = new HardwareProfile { Dcmi = null } });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        Assert.Null(await new DcmiClient(session).GetCapabilitiesAsync(Ct));
        Assert.Empty(await new DcmiClient(session).GetTemperaturesAsync(DcmiEntity.Inlet, Ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("rack 7")]
    [InlineData("sixteen-bytes-16")]
    [InlineData("a tag of exactly sixty-three bytes, which is as long as it gets")]
    [InlineData("Größe Ø")]
    [InlineData("資産番号 四十二")]
    public async Task AssetTag_WrittenInParts_IsReadBack(string tag)
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var dcmi = new DcmiClient(session);
        await dcmi.SetAssetTagAsync("a longer one that was there before", Ct);

        await dcmi.SetAssetTagAsync(tag, Ct);
        Assert.Equal(tag, await dcmi.GetAssetTagAsync(Ct));
    }

    [Fact]
    public async Task AssetTag_TooLong_IsRefused()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        await Assert.ThrowsAsync<ArgumentException>(() => new DcmiClient(session).SetAssetTagAsync(new string('x', 64), Ct));
        // The byte order mark counts.
        await Assert.ThrowsAsync<ArgumentException>(() => new DcmiClient(session).SetAssetTagAsync(new string('産', 21), Ct));
    }

    [Fact]
    public async Task Identifier_WrittenInParts_IsReadBack()
    {
        await using var bmc = Start(o => o with { HostName = "r4u17" });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var dcmi = new DcmiClient(session);
        Assert.Equal("DCMIr4u17", await dcmi.GetIdentifierAsync(Ct));

        foreach (var identifier in new[] { "a name of sixty-three characters, as long as it can ever be, ok", "short", "sixteen-bytes-16" })
        {
            await dcmi.SetIdentifierAsync(identifier, Ct);
            Assert.Equal(identifier, await dcmi.GetIdentifierAsync(Ct));
        }
    }

    [Fact]
    public async Task PowerLimit_SetActivateDeactivate_IsTold()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        Assert.Equal(new PowerLimitStatus(false, null), await session.SendAsync(new GetPowerLimit(), Ct));
        var e = await Assert.ThrowsAsync<IpmiCommandException>(async () => await session.SendAsync(new ActivatePowerLimit(true), Ct));
        Assert.Contains("no power limit is set", e.Message, StringComparison.Ordinal);

        var limit = new PowerLimit(180, PowerLimitAction.PowerOff, TimeSpan.FromMilliseconds(1500), TimeSpan.FromSeconds(10));
        await session.SendAsync(new SetPowerLimit(limit), Ct);
        Assert.Equal(new PowerLimitStatus(false, limit), await session.SendAsync(new GetPowerLimit(), Ct));
        await session.SendAsync(new ActivatePowerLimit(true), Ct);
        Assert.Equal(new PowerLimitStatus(true, limit), await session.SendAsync(new GetPowerLimit(), Ct));
        e = await Assert.ThrowsAsync<IpmiCommandException>(async () => await session.SendAsync(new SetPowerLimit(limit with { Watts = 1 }), Ct));
        Assert.Contains("power limit out of range", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PowerReading_SystemAndEnhanced_AreRead()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        Assert.Equal(212, (await session.SendAsync(new GetPowerReading(), Ct)).CurrentWatts);
        Assert.Equal(TimeSpan.FromHours(1), (await session.SendAsync(new GetPowerReading(new RollingPeriod(0x81)), Ct)).Period);
    }

    [Fact]
    public async Task TemperaturesAndSensors_MoreThanAPage_AreAllRead()
    {
        var many = Enumerable.Range(0, 20).ToArray();
        var hardware = new HardwareProfile { Dcmi = new SimDcmi { Processors = new SimDcmiEntity([.. many.Select(i => i - 3)], [.. many.Select(i => (ushort)(i + 100))]) } };
        await using var bmc = Start(o => o with { Hardware = hardware });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var dcmi = new DcmiClient(session);

        Assert.Equal(many.Select(i => new DcmiTemperature(DcmiEntity.Processor, (byte)(i + 1), i - 3)), await dcmi.GetTemperaturesAsync(DcmiEntity.Processor, Ct));
        Assert.Equal(many.Select(i => (ushort)(i + 100)), await dcmi.GetSensorRecordsAsync(DcmiEntity.Processor, Ct));
    }

    [Fact]
    public async Task ThermalLimitAndDhcp_Written_AreReadBack()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var dcmi = new DcmiClient(session);
        var limit = new ThermalLimit(41, TimeSpan.FromMinutes(3), PowerOff: true, Log: false);
        await session.SendAsync(new SetThermalLimit(limit), Ct);
        Assert.Equal(limit, await session.SendAsync(new GetThermalLimit(), Ct));

        Assert.Equal(new DhcpSettings(true, false, false, TimeSpan.FromSeconds(4), TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(64)), await dcmi.GetDhcpAsync(Ct));
        await dcmi.SetDhcpAsync(new DhcpSettings(null, true, null, null, null, TimeSpan.FromMinutes(10)), Ct);
        await dcmi.RestartDhcpAsync(Ct);
        Assert.Equal(new DhcpSettings(true, true, false, TimeSpan.FromSeconds(4), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)), await dcmi.GetDhcpAsync(Ct));
    }
}
