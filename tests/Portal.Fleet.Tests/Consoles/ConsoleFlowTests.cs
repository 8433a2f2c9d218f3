using System.Text;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles;
using Portal.Fleet.Status;

namespace Portal.Fleet.Tests.Consoles;

/// <summary>From the host's serial line to the viewer, through SOL.</summary>
public class ConsoleFlowTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task TwoViewers_OneGoesOfflineUnderLoss_BothSeeWhatTheHostPrinted()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);
        bmc.Faults.Loss = bmc.Faults.Duplicate = bmc.Faults.Reorder = 0.03;
        var one = await portal.OpenAsync(server.Id, await portal.AddUserAsync("ann", Role.Viewer));
        var two = await portal.OpenAsync(server.Id, await portal.AddUserAsync("bob", Role.Operator));
        var text = Text(60_000);

        var steady = TestPortal.ReadAsync(one, 0, text.Length, Ct);
        var first = TestPortal.ReadAsync(two, 0, 1_000, Ct);
        await portal.WaitAsync(server.Id, s => s.Viewers is ["ann", "bob"]);
        await bmc.PrintAsync(text.AsMemory(0, 20_000), Ct);
        var seen = await first;
        await bmc.PrintAsync(text.AsMemory(20_000), Ct);
        await portal.WaitAsync(server.Id, s => s.ConsoleOffset == text.Length && s.Viewers is [] or ["ann"], 60);
        var resumed = await TestPortal.ReadAsync(two, seen.Length, text.Length - seen.Length, Ct);

        Assert.Equal(bmc.Printed, await steady);
        Assert.Equal(bmc.Printed, seen.Concat(resumed));
        Assert.Equal(text, bmc.Printed);
    }

    [Fact]
    public async Task Restart_PortalStopsAndStarts_OffsetsGoOnAndTheLostTimeIsMarked()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);
        var before = Text(30_000);
        await bmc.PrintAsync(before, Ct);
        await portal.WaitAsync(server.Id, s => s.ConsoleOffset == before.Length);
        await portal.StopAsync();

        await using var restarted = await TestPortal.StartAsync(directory: portal.Directory);
        var status = await restarted.WaitLiveAsync(server.Id);
        await bmc.PrintAsync("after"u8.ToArray(), Ct);
        var handle = await restarted.OpenAsync(server.Id);
        var bytes = new List<byte>();
        string? gap = null;
        await foreach (var chunk in handle.AttachConsoleAsync(0, Ct))
        {
            Assert.Equal(bytes.Count, chunk.Offset);
            bytes.AddRange(chunk.Data.Span);
            if (chunk.Offset == before.Length)
                gap = chunk.GapBefore;
            else
                Assert.Null(chunk.GapBefore);
            if (bytes.Count == before.Length + 5)
                break;
        }

        Assert.Equal([.. before, .. "after"u8], bytes);
        Assert.Equal(ConsoleGap.PortalDown, gap);
        Assert.Equal((30_000L, true), (status.ConsoleOffset, status.LastLine is not null));
        var info = await handle.GetConsoleAsync(Ct);
        Assert.Equal((0L, 30_005L, ConsoleLineState.Live), (info.FirstOffset, info.NextOffset, info.State));
    }

    [Fact]
    public async Task Start_LinkWasMadeBefore_IsRecorded()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        await using var portal = await TestPortal.StartAsync(run: false);
        var server = await portal.AddAsync(bmc);
        var handle = await portal.OpenAsync(server.Id);
        Assert.Equal(RecordState.Off, (await handle.GetConsoleAsync(Ct)).Record);

        await portal.RunAsync();
        await portal.WaitLiveAsync(server.Id);
        await bmc.PrintAsync("kept"u8.ToArray(), Ct);
        await portal.WaitAsync(server.Id, status => status.ConsoleOffset == 4);
        Assert.Equal(RecordState.Kept, (await handle.GetConsoleAsync(Ct)).Record);
        await portal.StopAsync();

        await using var restarted = await TestPortal.StartAsync(directory: portal.Directory);
        await restarted.WaitLiveAsync(server.Id);
        Assert.Equal("kept"u8.ToArray(), await TestPortal.ReadAsync(await restarted.OpenAsync(server.Id), 0, 4, Ct));
    }

    [Fact]
    public async Task Write_ManyPieces_ArriveInOrderAndDownMeansNothingTyped()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, BootPace = 0 });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);
        var handle = await portal.OpenAsync(server.Id);
        var text = Text(5_000);

        for (var offset = 0; offset < text.Length; offset += 500)
            await handle.WriteConsoleAsync(text.AsMemory(offset, 500), Ct);
        await bmc.WaitUntilAsync(b => b.Typed.Length == text.Length, Ct);
        await handle.SendBreakAsync(Ct);

        Assert.Equal(text, bmc.Typed);
        Assert.Equal(1, bmc.Breaks);
        await bmc.DisposeAsync();
        await portal.WaitAsync(server.Id, s => s.Console == ConsoleLineState.Down, 20);
        await Assert.ThrowsAsync<ConsoleUnavailableException>(() => handle.WriteConsoleAsync(new byte[1], Ct));
    }

    [Fact]
    public async Task SolTakenAway_ComesBackByItselfWithAGap()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);
        var handle = await portal.OpenAsync(server.Id);
        await bmc.PrintAsync("one"u8.ToArray(), Ct);
        Assert.Equal("one"u8.ToArray(), await TestPortal.ReadAsync(handle, 0, 3, Ct));

        bmc.DeactivateSol();
        await bmc.WaitUntilAsync(sim => sim.SolOwner is not null, Ct);
        await portal.WaitLiveAsync(server.Id);
        await bmc.PrintAsync("two"u8.ToArray(), Ct);

        await foreach (var chunk in handle.AttachConsoleAsync(3, Ct))
        {
            Assert.Equal((3L, ConsoleGap.LineLost), (chunk.Offset, chunk.GapBefore));
            break;
        }

        Assert.Equal(1, bmc.SessionCount);
    }

    private static byte[] Text(int length)
    {
        var text = new StringBuilder();
        for (var line = 0; text.Length < length; line++)
            text.Append(null, $"line {line:000000} of the console\r\n");
        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }
}
