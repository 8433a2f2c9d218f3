using System.Diagnostics;
using Portal.BmcSim;
using Portal.Fleet.Consoles;
using Portal.Fleet.Links;
using Portal.Fleet.Status;

namespace Portal.Fleet.Tests.Links;

/// <summary>A BMC that goes away is missed although its console is silent, had again soon after it is back, and the record says what happened.</summary>
public sealed class LineLossTests
{
    private static readonly FleetOptions s_quick = TestPortal.Quick with { SolQuiet = TimeSpan.FromMilliseconds(300), SolProbe = TimeSpan.FromMilliseconds(500), Poll = TimeSpan.FromSeconds(15), PollWatched = TimeSpan.FromSeconds(15) };

    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Reboot_OfASilentConsole_WithTheIntervalsOfEveryDay_IsNoticedAndOverWithinTenSecondsEach()
    {
        var gap = await LoseAsync(new FleetOptions(), bmc =>
        {
            bmc.Reboot(TimeSpan.FromSeconds(13));
            return Task.Delay(TimeSpan.FromSeconds(13), TimeProvider.System, Ct);
        });
        Assert.Equal(ConsoleGap.BmcRebooted, gap.GapBefore);
        Assert.InRange((gap.GapTo - gap.GapFrom)!.Value.TotalSeconds, 12, 30);
    }

    [Fact]
    public async Task Silence_OldSessionStillThere_IsClosedAndTheLineTakenUpAtOnce()
    {
        var gap = await LoseAsync(s_quick, async bmc =>
        {
            bmc.Faults.Silent = true;
            await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, Ct);
            bmc.Faults.Silent = false;
        });
        Assert.Equal(ConsoleGap.SessionLost, gap.GapBefore);
    }

    [Fact]
    public async Task Sessions_DroppedWithoutAWord_AreOpenedAgain()
    {
        var gap = await LoseAsync(s_quick, bmc =>
        {
            bmc.DropSessions();
            return Task.CompletedTask;
        });
        Assert.Equal(ConsoleGap.SessionLost, gap.GapBefore);
    }

    private static async Task<ConsoleChunk> LoseAsync(FleetOptions options, Func<SimulatedBmc, Task> outage)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        await using var portal = await TestPortal.StartAsync(options);
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);
        await bmc.PrintAsync("before"u8.ToArray(), Ct);
        await portal.WaitAsync(server.Id, status => status.ConsoleOffset == 6);

        var noticed = Stopwatch.StartNew();
        var over = outage(bmc);
        await portal.WaitAsync(server.Id, status => status.Console != ConsoleLineState.Live, 20);
        TestContext.Current.TestOutputHelper!.WriteLine($"Noticed after {noticed.Elapsed}.");
        Assert.True(noticed.Elapsed < TimeSpan.FromSeconds(10), $"Noticed after {noticed.Elapsed}.");
        await over;
        var back = Stopwatch.StartNew();
        await portal.WaitAsync(server.Id, status => status.Console == ConsoleLineState.Live, 20);
        TestContext.Current.TestOutputHelper!.WriteLine($"Back after {back.Elapsed}.");
        Assert.True(back.Elapsed < TimeSpan.FromSeconds(10), $"Back after {back.Elapsed}.");
        Assert.Equal(1, bmc.SessionCount);
        await bmc.PrintAsync("after"u8.ToArray(), Ct);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        await foreach (var chunk in (await portal.OpenAsync(server.Id)).AttachConsoleAsync(6, limit.Token))
            return chunk;
        throw new InvalidOperationException();
    }
}
