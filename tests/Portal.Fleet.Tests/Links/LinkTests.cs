using System.Net;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Links;
using Portal.Fleet.Servers;
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
    public async Task Test_GoodServer_PassesEveryStepAndLeavesNoSession()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);

        var steps = new List<TestStep>();
        await foreach (var step in (await portal.OpenAsync(server.Id)).TestAsync(Ct))
            steps.Add(step);

        Assert.All(steps, step => Assert.Equal((TestVerdict.Passed, BmcProblem.None), (step.Verdict, step.Problem)));
        Assert.Equal("SOL is active; this portal holds it.", steps[^1].Detail);
        Assert.Equal(1, bmc.SessionCount);
        Assert.NotNull(bmc.SolOwner);
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

    [Fact]
    public async Task Start_ManyBmcsAreSilent_TheyKeepTheOthersWaitingOnlyAMoment()
    {
        var options = TestPortal.Quick with { ConcurrentHandshakes = 1, OpenTimeout = TimeSpan.FromMinutes(5), HandshakePlace = TimeSpan.FromMilliseconds(20) };
        await using var portal = await TestPortal.StartAsync(options);
        await using var silent = SimulatedFarm.Start(5, new IPEndPoint(IPAddress.Loopback, 0));
        foreach (var bmc in silent.Bmcs)
        {
            bmc.Faults.Silent = true;
            await portal.AddAsync(bmc, $"silent {bmc.EndPoint.Address}");
        }

        await using var well = SimulatedBmc.Start(new SimulatedBmcOptions());
        var server = await portal.AddAsync(well);

        var status = await portal.WaitAsync(server.Id, s => s.Power == PowerState.On);

        Assert.Equal(LinkState.Online, status.Link);
    }

    [Fact]
    public async Task BmcRestarts_SilentForAWhile_ComesBackByItselfWithOneSession()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var portal = await TestPortal.StartAsync(TestPortal.Quick with { CommandTimeout = TimeSpan.FromSeconds(1) });
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);

        bmc.Reboot(TimeSpan.FromSeconds(1));
        await portal.WaitAsync(server.Id, s => s.Link != LinkState.Online);
        await portal.WaitLiveAsync(server.Id);

        Assert.Equal(1, bmc.SessionCount);
    }

    [Fact]
    public async Task Delete_SessionUp_ClosesItAndDeletesTheRecord()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);
        var handle = await portal.OpenAsync(server.Id);
        await bmc.PrintAsync("text"u8.ToArray(), Ct);
        await TestPortal.ReadAsync(handle, 0, 4, Ct);

        await handle.DeleteAsync(Ct);

        Assert.Equal((0, null), (bmc.SessionCount, bmc.SolOwner));
        Assert.False(Directory.Exists(Path.Combine(portal.Directory, "consoles", server.Id.ToString())));
        await Assert.ThrowsAsync<NotFoundException>(() => portal.OpenAsync(server.Id));
    }

    [Fact]
    public async Task Start_HundredServers_AllComeUp()
    {
        await using var farm = SimulatedFarm.Start(100, new System.Net.IPEndPoint(System.Net.IPAddress.Parse("127.71.0.1"), 16230));
        await using var portal = await TestPortal.StartAsync(new FleetOptions());
        var demo = farm.Bmcs.Select((bmc, index) => new DemoServer($"sim-{index:000}", bmc.EndPoint, "admin", "password", null, null, [])).ToList();

        await portal.Get<DemoFleet>().SynchroniseAsync(demo, Ct);

        foreach (var server in await portal.Access.ListAsync(TestPortal.Admin, Ct))
            await portal.WaitAsync(server.Id, s => s is { Link: LinkState.Online, Console: ConsoleLineState.Live, Power: PowerState.On }, 30);
        await portal.StopAsync();
        Assert.All(farm.Bmcs, bmc => Assert.Equal(0, bmc.SessionCount));
    }
}
