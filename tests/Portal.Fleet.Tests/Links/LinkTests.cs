using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Status;

namespace Portal.Fleet.Tests.Links;

public class LinkTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Link_GoodCredential_IsOnlineWithPowerFirmwareAndConsole()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);

        var status = await portal.WaitAsync(server.Id, s => s.Console == ConsoleLineState.Live && s.Firmware is not null);

        Assert.Equal(LinkState.Online, status.Link);
        Assert.Equal(PowerState.On, status.Power);
        Assert.Equal(17, status.CipherSuite);
        Assert.Equal(1, bmc.SessionCount);
        var handle = await portal.OpenAsync(server.Id, rights: BmcRight.ConsoleWrite);
        await handle.WriteConsoleAsync("hello"u8.ToArray(), Ct);
        Assert.Equal("hello"u8.ToArray(), await TestPortal.ReadAsync(handle, 0, 5, Ct));
        status = await portal.WaitAsync(server.Id, s => s.LastLine is not null);
        Assert.Equal(("hello", 5L), (status.LastLine, status.ConsoleOffset));
    }

    [Fact]
    public async Task Stop_SessionUp_LeavesNoSessionOnTheBmc()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);

        await portal.StopAsync();

        Assert.Equal((0, null), (bmc.SessionCount, bmc.SolOwner));
    }
}
