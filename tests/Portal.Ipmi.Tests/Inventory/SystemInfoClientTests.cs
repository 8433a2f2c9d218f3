using Portal.BmcSim.Hardware;
using Portal.Ipmi.Inventory;

namespace Portal.Ipmi.Tests.Inventory;

public sealed class SystemInfoClientTests : BmcSessionFixture
{
    [Theory]
    [InlineData("")]
    [InlineData("rack4-u17")]
    [InlineData("fourteen bytes")]
    [InlineData("a name that needs three blocks of sixteen bytes")]
    [InlineData("サーバー四号")]
    public async Task Set_AnyString_IsReadBack(string name)
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var info = new SystemInfoClient(session);
        await info.SetAsync(SystemInfoParameter.SystemName, "something longer that was there before", Ct);

        await info.SetAsync(SystemInfoParameter.SystemName, name, Ct);
        Assert.Equal(name, await info.GetAsync(SystemInfoParameter.SystemName, Ct));
        // Nobody else is kept out afterwards.
        Assert.Equal([0], bmc.Ledger.Last(e => e is { NetFn: 0x06, Command: 0x58 }).Data.Skip(1).Take(1).Select(b => (int)b));
    }

    [Fact]
    public async Task Get_ParametersOfTheBmc_AreThereOrNull()
    {
        await using var bmc = Start(o => o with { Hardware = new HardwareProfile { SystemInfo = new Dictionary<byte, string> { [1] = "U46 v2.72 (07/20/2022)" } } });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var info = new SystemInfoClient(session);

        Assert.Equal("U46 v2.72 (07/20/2022)", await info.GetAsync(SystemInfoParameter.SystemFirmwareVersion, Ct));
        Assert.Null(await info.GetAsync(SystemInfoParameter.BmcUrl, Ct));
        var e = await Assert.ThrowsAsync<IpmiCommandException>(() => info.SetAsync(SystemInfoParameter.SystemFirmwareVersion, "x", Ct));
        Assert.Contains("read-only", e.Message, StringComparison.Ordinal);
    }
}
