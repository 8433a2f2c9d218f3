using Portal.BmcSim.Hardware;
using Portal.Ipmi.Oem;
using Portal.Ipmi.Oem.Intel;

namespace Portal.Ipmi.Tests.Oem;

/// <summary>The simulated profiles answer what the public sources named in the records say that such BMCs answer.</summary>
public sealed class OemReaderTests : BmcSessionFixture
{
    [Fact]
    public async Task Idrac_EverythingItTells_IsRead()
    {
        var report = await ReadAsync(ServerProfiles.Idrac);

        Assert.Equal((674, "Dell", "2.83.83.83 (build 9)"), (report.ManufacturerId, report.Manufacturer, report.Firmware));
        Assert.Equal(
            [
                ("Model", "PowerEdge R730"), ("Service tag", "7XKCD42"), ("Asset tag", "rack4-u17"), ("Board revision", "A04"),
                ("iDRAC type", "iDRAC8, monolithic"), ("iDRAC firmware", "2.83.83.83"), ("iDRAC address", "192.0.2.17 (static)"), ("iDRAC URL", "https://192.0.2.17:443"),
                ("NIC 1 MAC address", "00:53:00:00:42:01"), ("NIC 2 MAC address", "00:53:00:00:42:02"), ("NIC 3 MAC address", "00:53:00:00:42:03 (disabled)"),
                ("LAN mode", "shared with LOM 1, failover to all LOMs"), ("Active LAN port", "LOM 1"),
                ("Power now", "196 W, 0.9 A"), ("Energy", "7012.3 kWh since 2017-05-22 06:47:00"), ("Peak power", "451 W at 2023-11-14 22:14:20"), ("Peak current", "2.1 A at 2023-11-14 22:13:20"),
                ("Average power", "198 W last minute, 201 W last hour, 188 W last day, 193 W last week"),
            ],
            report.Facts.Select(f => (f.Name, f.Value)));
    }

    [Fact]
    public async Task Lenovo_FirmwareOfControllerAndSystem_IsRead()
    {
        var report = await ReadAsync(ServerProfiles.Lenovo);

        Assert.Equal(
            [
                ("XCC build", "CDI361S"), ("XCC build date", "2021/02/12 03:27:08"), ("XCC backup build", "CDI358G"), ("XCC backup version", "5.70"),
                ("UEFI build", "IVE166O"), ("UEFI version", "2.90"), ("UEFI build date", "2021/01/15"), ("FPGA", "3.2.0"),
            ],
            report.Facts.Select(f => (f.Name, f.Value)));
    }

    [Fact]
    public async Task Supermicro_BoardAndModes_AreRead()
    {
        var report = await ReadAsync(ServerProfiles.Supermicro);

        Assert.Equal(
            [("Board id", "096Dh"), ("Fan mode", "optimal"), ("LAN mode", "failover"), ("Host MAC address 1", "00:53:00:00:42:01")],
            report.Facts.Select(f => (f.Name, f.Value)));
    }

    [Fact]
    public async Task Intel_NodeManager_IsRead()
    {
        var report = await ReadAsync(ServerProfiles.Odd);

        Assert.Equal("01.29.11101 (boot 01.16)", report.Firmware);
        Assert.Equal(
            [
                ("Node Manager", "3.0"), ("Management Engine firmware", "4.2 patch 0"), ("Power limits", "120 to 900 W, 16 policies"),
                ("Power", "214 W now, 96 to 388 W, average 201 W"), ("Inlet temperature", "24 °C now, 20 to 29 °C, average 23 °C"),
            ],
            report.Facts.Select(f => (f.Name, f.Value)));
    }

    [Fact]
    public async Task OtherMakes_AreAskedNothingMore()
    {
        foreach (var profile in new[] { ServerProfiles.Ilo, HardwareProfile.Standard })
        {
            await using var bmc = Start(o => o with { Hardware = profile });
            await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

            Assert.Empty((await OemReader.ReadAsync(session, Ct)).Facts);
            Assert.DoesNotContain(bmc.Ledger, e => e.NetFn >= 0x2E);
        }
    }

    [Fact]
    public async Task MakersCommandsRefused_AreFactsThatAreMissing()
    {
        foreach (var make in new[] { 674, 10876, 19046, 343 })
        {
            await using var bmc = Start(o => o with { ManufacturerId = make });
            await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

            Assert.InRange((await OemReader.ReadAsync(session, Ct)).Facts.Count, 0, 1);
        }
    }

    [Fact]
    public async Task NodeManagerCapabilities_Limits_AreRead()
    {
        await using var bmc = Start(o => o with { Hardware = ServerProfiles.Odd });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        Assert.Equal(
            new NodeManagerCapabilities(16, 120, 900, TimeSpan.FromSeconds(6), TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            await session.SendAsync(new GetNodeManagerCapabilities(), Ct));
    }

    private static async Task<OemReport> ReadAsync(HardwareProfile profile)
    {
        await using var bmc = Start(o => o with { Hardware = profile });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        return await OemReader.ReadAsync(session, Ct);
    }
}
