using System.Globalization;
using System.Net;
using System.Text.Json;
using Portal.BmcSim;

namespace Portal.Bench.Consoles;

/// <summary>
/// Many consoles, all printing, twice as many viewers, on the cores there are: the real portal between a farm of simulated consoles and a load of viewers, each in
/// a process of its own. What the farm printed is held against the portal's record and against every byte of every viewer.
/// </summary>
internal static class ConsolesBench
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan s_standingStill = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(Report report, ConsolesPlan plan, CancellationToken ct)
    {
        report.Line($"{plan.Consoles} consoles ({plan.Busy} print 11,520 B/s, the others 600 B/s in lines), {plan.Viewers} viewers, keys on {plan.Typists} of them, BMCs answer after {plan.Latency} ms; {plan.Minutes:0.##} minutes");
        report.Line($"Machine: {Environment.ProcessorCount} cores, .NET {Environment.Version}; portal, simulated consoles and viewers share them. Started {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC.");
        using var farm = Companion.Start("console-farm", $"{plan.Consoles}", $"{plan.Busy}", $"{plan.Latency}");
        await farm.ExpectAsync("ready", s_patience, ct);
        await using var portal = await PortalProcess.StartAsync("127.90.0.0/16", plan.Users, ct);
        var idle = (Resident: portal.Figures.ResidentBytes, Live: await portal.ReadLiveAsync(ct));
        var servers = await AddServersAsync(portal, plan.Consoles, ct);
        await farm.AskAsync("attached", "attached", s_patience, ct);
        report.Line($"  the portal alone takes {idle.Resident / 1048576.0:F0} MiB, with {plan.Consoles} silent consoles attached {portal.Figures.ResidentBytes / 1048576.0:F0} MiB; live managed memory {idle.Live:F1} and {await portal.ReadLiveAsync(ct):F1} MiB");

        using var load = Companion.Start("console-viewers");
        await load.TellAsync(JsonSerializer.Serialize(new ViewerPlan(portal.Address, portal.Tokens, servers, plan.Viewers, plan.Typists, plan.Busy, plan.Stalled)));
        await load.ExpectAsync("ready", s_patience, ct);
        await farm.AskAsync("go", "going", s_patience, ct);
        await load.AskAsync("type", "typing", s_patience, ct);

        var main = TimeSpan.FromMinutes(plan.Minutes);
        // Compiled code, buffers and files are there before it counts.
        await Task.Delay(main > TimeSpan.FromMinutes(2) ? TimeSpan.FromMinutes(1) : main / 3, TimeProvider.System, ct);
        var liveBefore = await portal.ReadLiveAsync(ct);
        await EchoAsync(load, ct);
        var stage = new Stage(portal, farm, load);
        await stage.WatchAsync(main, ct);
        stage.End();
        var echo = await EchoAsync(load, ct);
        var live = await portal.ReadLiveAsync(ct);
        report.Line();
        report.Line($"All together, {stage.Seconds:F0} s after the start-up");
        Tell(report, echo);
        report.Goal("echo, median", echo.P50, "ms", "< 30", echo.P50 < 30);
        report.Goal("echo, 99th of 100", echo.P99, "ms", "< 150", echo.P99 < 150);
        stage.Tell(report);
        report.Line($"  live managed memory                    {liveBefore:F1} MiB before, {live:F1} MiB after, all garbage collected");
        report.Goal("resident memory, growth in 10 minutes", stage.ResidentSlope * 10 / stage.ResidentAtEnd * 100, "%", "< 5, from 5 minutes on", stage.ResidentSlope * 10 < stage.ResidentAtEnd * 0.05);

        if (plan.Stalled > 0)
            await StallAsync(report, plan, portal, farm, load, stage, echo, live, ct);
        if (plan.Burst)
            await BurstAsync(report, plan, portal, farm, load, ct);
        await JudgeAsync(report, plan, portal, farm, load, servers, ct);
    }

    /// <summary>Viewers that read nothing: what they cost the portal, and what the others notice.</summary>
    private static async Task StallAsync(Report report, ConsolesPlan plan, PortalProcess portal, Companion farm, Companion load, Stage before, EchoFigures echoBefore, double liveBefore, CancellationToken ct)
    {
        await load.AskAsync("stall", "stalled", s_patience, ct);
        // The collection that was asked for, and the records they are given until they stand still, are no part of what standing still costs.
        await Task.Delay(s_standingStill, TimeProvider.System, ct);
        var attaching = await EchoAsync(load, ct);
        var stage = new Stage(portal, farm, load);
        await stage.WatchAsync(TimeSpan.FromMinutes(Math.Min(2, plan.Minutes)), ct);
        stage.End();
        var echo = await EchoAsync(load, ct);
        var live = await portal.ReadLiveAsync(ct);
        var cut = (await load.AskAsync("resume", "resumed", s_patience, ct))[^1];
        report.Line();
        report.Line($"{plan.Stalled} more viewers of busy consoles that stop reading, {stage.Seconds:F0} s");
        var each = (live - liveBefore) * 1024 / plan.Stalled;
        report.Goal("live managed memory for each of them", each, "KiB", "< 256", each < 256);
        report.Goal("resident memory for all", stage.ResidentAtEnd - before.ResidentAtEnd, "MiB", "< 128", stage.ResidentAtEnd - before.ResidentAtEnd < 128);
        report.Line($"  {cut} of them were cut off by the portal, since nothing could be sent for long; they came back as a browser does, from where they had got to");
        report.Line($"  others' echo while they attached       p50 {attaching.P50:F1} ms, p99 {attaching.P99:F1} ms");
        report.Goal("others' echo, 99th of 100", echo.P99, "ms", $"< {echoBefore.P99 * 1.1:F0} (10 % more)", echo.P99 < echoBefore.P99 * 1.1);
        stage.Tell(report);
    }

    /// <summary>Every console prints as if its host booted.</summary>
    private static async Task BurstAsync(Report report, ConsolesPlan plan, PortalProcess portal, Companion farm, Companion load, CancellationToken ct)
    {
        var stage = new Stage(portal, farm, load);
        await stage.WatchAsync(farm.AskAsync("burst", "burst", s_patience, ct), ct);
        stage.End();
        report.Line();
        report.Line($"Every console prints {ConsoleFarm.BurstBytes / 1024} KiB more within a minute");
        report.Goal("all of it was taken after", stage.Seconds, "s", "<= 60", stage.Seconds <= 60);
        Tell(report, await EchoAsync(load, ct));
        stage.Tell(report);
    }

    /// <summary>The simulator's ledger against the record and against every viewer.</summary>
    private static async Task JudgeAsync(Report report, ConsolesPlan plan, PortalProcess portal, Companion farm, Companion load, string[] servers, CancellationToken ct)
    {
        await load.AskAsync("rest", "resting", s_patience, ct);
        var ledger = (await farm.AskAsync("stop", "stopped", s_patience, ct)).Select(line => line.Split(' ')).ToArray();
        var printed = ledger.Select(words => (Bytes: long.Parse(words[1], CultureInfo.InvariantCulture), Sum: uint.Parse(words[2], CultureInfo.InvariantCulture))).ToArray();
        await load.TellAsync($"finish {printed.Length}");
        foreach (var (bytes, sum) in printed)
            await load.TellAsync($"{bytes} {sum}");
        var verdict = JsonSerializer.Deserialize<Verdict>((await load.ExpectAsync("finished", s_patience, ct))[^1])!;

        var records = new (long Bytes, uint Sum)[servers.Length];
        await Parallel.ForEachAsync(Enumerable.Range(0, servers.Length), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct }, async (index, token) =>
            records[index] = await portal.ReadRecordAsync(servers[index], token));
        var exact = records.Zip(printed).Count(pair => pair.First == pair.Second);
        var held = ledger.Max(words => double.Parse(words[4], CultureInfo.InvariantCulture));

        report.Line();
        report.Line($"The simulator printed {printed.Sum(one => one.Bytes) / 1048576.0:F1} MiB ({ledger.Sum(words => long.Parse(words[3], CultureInfo.InvariantCulture))} keys came back in them); the viewers got {verdict.Bytes / 1048576.0:F1} MiB; a line was held back for {held:F0} ms at most, all its pauses together");
        report.Goal("records equal to the ledger", exact, $"of {plan.Consoles}", "all", exact == plan.Consoles);
        report.Goal("viewers equal to the ledger", verdict.Exact, $"of {verdict.Viewers}", "all", verdict.Exact == verdict.Viewers);
        report.Goal("bytes lost to viewers", verdict.Short, "", "0", verdict.Short == 0);
        report.Goal("lines lost", verdict.Lost, "", "0", verdict.Lost == 0);
        report.Goal("lines doubled or out of order", verdict.Again, "", "0", verdict.Again == 0);
        report.Goal("lines damaged", verdict.Damaged, "", "0", verdict.Damaged == 0);
        report.Goal("keys that did not come back", verdict.MissingKeys, "", "0", verdict.MissingKeys == 0);
        foreach (var complaint in verdict.Complaints)
            report.Line($"  {complaint}");
    }

    private static async Task<string[]> AddServersAsync(PortalProcess portal, int count, CancellationToken ct)
    {
        var servers = new string[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct }, async (index, token) =>
            servers[index] = await portal.AddServerAsync($"console-{index:D4}", new IPEndPoint(SimulatedFarm.AddressAt(ConsoleFarm.First, index), 623), token));
        return servers;
    }

    private static async Task<EchoFigures> EchoAsync(Companion load, CancellationToken ct) =>
        JsonSerializer.Deserialize<EchoFigures>((await load.AskAsync("echo", "echoed", s_patience, ct))[^1])!;

    private static void Tell(Report report, EchoFigures echo) =>
        report.Line($"  echo of {echo.Count} keys                      p50 {echo.P50:F1} ms, p90 {echo.P90:F1} ms, p99 {echo.P99:F1} ms, longest {echo.Longest:F0} ms; quiet lines {echo.QuietP50:F1} and {echo.QuietP99:F1} ms, busy lines {echo.BusyP50:F1} and {echo.BusyP99:F1} ms");
}
