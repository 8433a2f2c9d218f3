using System.Text;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Storage;
using Portal.Fleet.Links;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Fleet.Tests.Consoles.Storage;

namespace Portal.Fleet.Tests.Consoles;

/// <summary>When the line is held, and what is kept, as each server's policy says.</summary>
public class ConsolePolicyTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task OnDemand_LineIsHeldOnlyWhileSomeoneWatches()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);
        var handle = await portal.OpenAsync(server.Id);
        await handle.ChangeAsync(new ServerChange { ConsolePolicy = ConsolePolicy.OnDemand }, Ct);
        await portal.WaitAsync(server.Id, status => status is { Console: ConsoleLineState.Idle, Link: LinkState.Online, Problem: BmcProblem.None });

        using var watching = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var seen = FirstChunkAsync(handle, watching.Token);
        await portal.WaitAsync(server.Id, status => status.Console == ConsoleLineState.Live);
        await bmc.PrintAsync("hello"u8.ToArray(), Ct);
        Assert.Equal("hello"u8.ToArray(), (await seen).Data.ToArray());

        // The viewer is gone with its first chunk.
        await portal.WaitAsync(server.Id, status => status.Console == ConsoleLineState.Idle);
        var info = await handle.GetConsoleAsync(Ct);
        Assert.Equal((RecordState.Kept, 5L, 0L), (info.Record, info.NextOffset, info.LostBytes));
        Assert.Equal(ConsolePolicy.OnDemand, (await handle.GetAsync(Ct)).ConsolePolicy);
        Assert.Contains(await portal.AuditAsync("server.change"), entry => entry.Detail == "console policy OnDemand");
    }

    [Fact]
    public async Task Off_LineIsNeverHeld_AndChangingItNeedsNoReconnect()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);
        var handle = await portal.OpenAsync(server.Id);

        await handle.ChangeAsync(new ServerChange { ConsolePolicy = ConsolePolicy.Off }, Ct);
        await portal.WaitAsync(server.Id, status => status.Console == ConsoleLineState.Off);
        await Assert.ThrowsAsync<ConsoleUnavailableException>(() => handle.WriteConsoleAsync(new byte[1], Ct));
        Assert.Equal(RecordState.Off, (await handle.GetConsoleAsync(Ct)).Record);
        await handle.ChangeAsync(new ServerChange { ConsolePolicy = ConsolePolicy.MemoryOnly }, Ct);
        await portal.WaitAsync(server.Id, status => status.Console == ConsoleLineState.Live);

        Assert.Equal(RecordState.MemoryOnly, (await handle.GetConsoleAsync(Ct)).Record);
        Assert.Equal(1, bmc.SessionCount);
    }

    [Fact]
    public async Task MemoryOnly_Restart_WhatWasPrintedIsGoneAndNoFileHoldsIt()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        var handle = await portal.OpenAsync(server.Id);
        await handle.ChangeAsync(new ServerChange { ConsolePolicy = ConsolePolicy.MemoryOnly }, Ct);
        await portal.WaitLiveAsync(server.Id);
        await bmc.PrintAsync("a secret that must not be on disk"u8.ToArray(), Ct);
        await portal.WaitAsync(server.Id, status => status.LastLine?.EndsWith("on disk", StringComparison.Ordinal) == true);
        await portal.StopAsync();

        foreach (var path in Directory.GetFiles(Path.Combine(portal.Directory, "consoles"), "*", SearchOption.AllDirectories))
            Assert.DoesNotContain("secret", await File.ReadAllTextAsync(path, Ct), StringComparison.Ordinal);
        await using var restarted = await TestPortal.StartAsync(directory: portal.Directory);
        var status = await restarted.WaitLiveAsync(server.Id);
        Assert.Equal((33L, null), (status.ConsoleOffset, status.LastLine));
    }

    [Fact]
    public async Task Required_DiskFull_EndsWithinSecondsShowsNothingAndComesBackWhole()
    {
        var disk = new FaultyDisk();
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var portal = await TestPortal.StartAsync(disk: disk);
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);
        var handle = await portal.OpenAsync(server.Id);
        await handle.ChangeAsync(new ServerChange { ConsoleRecording = ConsoleRecording.Required }, Ct);
        await bmc.PrintAsync("before\r\n"u8.ToArray(), Ct);
        await portal.WaitAsync(server.Id, status => status.LastLine == "before");

        disk.IsFullNow = true;
        await bmc.PrintAsync("held back\r\n"u8.ToArray(), Ct);
        await portal.WaitAsync(server.Id, status => status.Console == ConsoleLineState.NotRecorded, seconds: 5);
        var info = await handle.GetConsoleAsync(Ct);
        Assert.Equal((RecordState.DiskFull, 8L, 0L), (info.Record, info.NextOffset, info.LostBytes));
        await Assert.ThrowsAsync<ConsoleUnavailableException>(() => handle.WriteConsoleAsync(new byte[1], Ct));
        Assert.Equal("before", portal.Board.Get(server.Id).LastLine);

        // What was held back is recorded first, and only then seen; what nobody heard meanwhile is marked.
        disk.IsFullNow = false;
        await portal.WaitAsync(server.Id, status => status.Console == ConsoleLineState.Live, seconds: 10);
        await bmc.PrintAsync("after\r\n"u8.ToArray(), Ct);
        await portal.WaitAsync(server.Id, status => status.LastLine == "after");
        var read = new List<(string? Gap, string Text)>();
        await foreach (var chunk in handle.ReadConsoleAsync(0, 26, Ct))
            read.Add((chunk.GapBefore, Encoding.ASCII.GetString(chunk.Data.Span)));
        Assert.Equal("before\r\nheld back\r\n", string.Concat(read.TakeWhile(chunk => chunk.Gap is null).Select(chunk => chunk.Text)));
        Assert.Equal((ConsoleGap.RecordRequired, "after\r\n"), read[^1]);

        // What keeps no record cannot require one.
        await Assert.ThrowsAsync<InvalidServerException>(() => handle.ChangeAsync(new ServerChange { ConsolePolicy = ConsolePolicy.MemoryOnly }, Ct));
        await handle.ChangeAsync(new ServerChange { ConsolePolicy = ConsolePolicy.MemoryOnly, ConsoleRecording = ConsoleRecording.BestEffort }, Ct);
    }

    [Fact]
    public async Task OwnLimits_HoldForThisServerAlone_AndGoBackToThoseOfAll()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        var handle = await portal.OpenAsync(server.Id);
        var record = (ServerRecord)portal.Get<IConsoleStore>().Open(server.Id);
        var ofAll = portal.Get<RecordOptions>().Retention;
        Assert.Equal(ofAll, record.Retention);

        var changed = await handle.ChangeAsync(new ServerChange { ConsoleKeepDays = 7, ConsoleKeepMegabytes = 2 }, Ct);
        Assert.Equal((7, 2), (changed.ConsoleKeepDays, changed.ConsoleKeepMegabytes));
        Assert.Equal(new RecordRetention(TimeSpan.FromDays(7), 2 * 1024 * 1024), record.Retention);
        Assert.Contains(await portal.AuditAsync("server.change"), entry => entry.Detail == "console keep days 7, console keep megabytes 2");

        changed = await handle.ChangeAsync(new ServerChange { ConsoleKeepDays = 0 }, Ct);
        Assert.Equal((null, 2), (changed.ConsoleKeepDays, changed.ConsoleKeepMegabytes));
        Assert.Equal(ofAll with { Bytes = 2 * 1024 * 1024 }, record.Retention);

        foreach (var wrong in (ServerChange[])[new() { ConsoleKeepDays = -1 }, new() { ConsoleKeepDays = 3651 }, new() { ConsoleKeepMegabytes = 1024 * 1024 + 1 }])
            await Assert.ThrowsAsync<InvalidServerException>(() => handle.ChangeAsync(wrong, Ct));
    }

    private static async Task<ConsoleChunk> FirstChunkAsync(BmcHandle handle, CancellationToken ct)
    {
        await foreach (var chunk in handle.AttachConsoleAsync(0, ct))
            return chunk;
        throw new InvalidOperationException();
    }
}
