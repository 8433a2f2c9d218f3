using System.Globalization;
using System.Net;
using Portal.Bench.Consoles;
using Portal.BmcSim;

namespace Portal.Bench.Peers;

/// <summary>
/// What a console costs that is held all the time: memory while it is silent, memory and processor time while it prints (one of twenty at 115,200 baud, the others
/// 600 B/s). The portal and conman hold all of them in one process and record them; ipmitool and ipmiconsole need a process for each, and record nothing.
/// </summary>
internal static class HoldBench
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Report report, PeersPlan plan, CancellationToken ct)
    {
        var held = new Dictionary<string, Held>
        {
            ["portal"] = await PortalAsync(plan, ct),
            ["conman, ipmiconsole in it"] = await ConmanAsync(plan, ct),
            ["ipmitool"] = await ToolsAsync(plan, ToolPeer.IpmitoolAsync, ct),
            ["ipmiconsole"] = await ToolsAsync(plan, ToolPeer.IpmiconsoleAsync, ct),
        };
        report.Line();
        report.Line($"Consoles held: {plan.Held} in one process, or {plan.HeldByTools} in a process each; printing for {plan.Printing.TotalSeconds:F0} s, nobody watching");
        foreach (var (name, one) in held)
            report.Line($"  {name,-34} {one.Silent,8:F0} KiB silent, {one.Printing,8:F0} KiB printing; {one.Cpu,6:F3} % of a core while printing (each)");
        var ours = held["portal"];
        foreach (var (name, one) in held.Skip(1))
        {
            report.Ratio("memory for a silent console", name, ours.Silent, one.Silent, "KiB");
            report.Ratio("memory for a printing console", name, ours.Printing, one.Printing, "KiB");
            report.Ratio("processor time for a printing console", name, ours.Cpu, one.Cpu, "%");
        }

        var best = held.Skip(1).Min(one => one.Value.Silent);
        report.Goal("memory for a silent console", ours.Silent / best * 100, "%", "<= 50 of the best peer's", ours.Silent <= best / 2);
        best = held.Skip(1).Min(one => one.Value.Printing);
        report.Goal("memory for a printing console", ours.Printing / best * 100, "%", "<= 50 of the best peer's", ours.Printing <= best / 2);
    }

    /// <summary>What each further console takes: a process with a tenth of them is measured too, so that what there is only once does not count.</summary>
    private static async Task<Held> InOneProcessAsync(PeersPlan plan, Func<int, Task<Stage>> measureAsync)
    {
        var few = await measureAsync(plan.Held / 10);
        var all = await measureAsync(plan.Held);
        var more = plan.Held - (plan.Held / 10);
        return Figures((all.Silent - few.Silent) / (double)more, (all.Printing - few.Printing) / (double)more, all.Cpu, plan.Printing / 2, plan.Held);
    }

    private static Task<Held> PortalAsync(PeersPlan plan, CancellationToken ct) => InOneProcessAsync(plan, async consoles =>
    {
        using var farm = await StartFarmAsync(consoles, ct);
        // The peers hold consoles and nothing else.
        await using var portal = await PortalProcess.StartAsync("127.90.0.0/16", users: 1, ct, "--Portal:Polling:SensorSeconds=0", "--Portal:Polling:EventSeconds=0", "--Portal:Polling:InventoryHours=0");
        await AddAsync(portal, 0, consoles, ct);
        return await MeasureAsync(plan, farm, () => portal.Figures, ct);
    });

    private static Task<Held> ConmanAsync(PeersPlan plan, CancellationToken ct) => InOneProcessAsync(plan, async consoles =>
    {
        using var farm = await StartFarmAsync(consoles, ct);
        using var daemon = await Conmand.StartAsync(EndPoints(0, consoles), ct);
        return await MeasureAsync(plan, farm, () => daemon.Figures, ct);
    });

    private static async Task<Stage> MeasureAsync(PeersPlan plan, Companion farm, Func<ProcessFigures> read, CancellationToken ct)
    {
        await farm.AskAsync("attached", "attached", s_patience, ct);
        await Task.Delay(s_settle, TimeProvider.System, ct);
        var silent = read();
        await farm.AskAsync("go", "going", s_patience, ct);
        await Task.Delay(plan.Printing / 2, TimeProvider.System, ct);
        var start = read();
        await Task.Delay(plan.Printing / 2, TimeProvider.System, ct);
        var end = read();
        return new Stage(silent.ResidentBytes, end.ResidentBytes, end.Cpu - start.Cpu);
    }

    private static async Task<Held> ToolsAsync(PeersPlan plan, Func<IPEndPoint, CancellationToken, Task<ToolPeer>> startAsync, CancellationToken ct)
    {
        using var farm = await StartFarmAsync(plan.HeldByTools, ct);
        var peers = new List<ToolPeer>();
        foreach (var bmc in EndPoints(0, plan.HeldByTools))
            peers.Add(await startAsync(bmc, ct));
        await farm.AskAsync("attached", "attached", s_patience, ct);
        await Task.Delay(s_settle, TimeProvider.System, ct);
        var silent = peers.Sum(peer => (double)peer.Proportional);
        await farm.AskAsync("go", "going", s_patience, ct);
        var time = plan.Printing / 2;
        await Task.Delay(time / 2, TimeProvider.System, ct);
        var start = peers.Sum(peer => peer.Figures.Cpu.TotalMilliseconds);
        await Task.Delay(time, TimeProvider.System, ct);
        var cpu = peers.Sum(peer => peer.Figures.Cpu.TotalMilliseconds) - start;
        var printing = peers.Sum(peer => (double)peer.Proportional);
        foreach (var peer in peers)
            await peer.DisposeAsync();
        return Figures(silent / peers.Count, printing / peers.Count, TimeSpan.FromMilliseconds(cpu), time, peers.Count);
    }

    private static Held Figures(double silent, double printing, TimeSpan cpu, TimeSpan time, int consoles) => new(silent / 1024, printing / 1024, cpu / time / consoles * 100);

    private static async Task<Companion> StartFarmAsync(int consoles, CancellationToken ct)
    {
        var farm = Companion.Start("console-farm", consoles.ToString(CultureInfo.InvariantCulture), Math.Max(1, consoles / 20).ToString(CultureInfo.InvariantCulture), "0");
        await farm.ExpectAsync("ready", s_patience, ct);
        return farm;
    }

    private static async Task AddAsync(PortalProcess portal, int from, int to, CancellationToken ct)
    {
        foreach (var (bmc, index) in EndPoints(from, to).Select((bmc, index) => (bmc, index + from)))
            await portal.AddServerAsync($"held-{index:D4}", bmc, ct);
    }

    private static IPEndPoint[] EndPoints(int from, int to) =>
        [.. Enumerable.Range(from, to - from).Select(index => new IPEndPoint(SimulatedFarm.AddressAt(ConsoleFarm.First, index), 623))];

    /// <summary>Resident bytes of a process while its consoles are silent and at the end of their printing, and its processor time in the second half of it.</summary>
    private sealed record Stage(long Silent, long Printing, TimeSpan Cpu);

    /// <summary>KiB for a silent console and for one that prints, and per cent of a core for one that prints.</summary>
    private sealed record Held(double Silent, double Printing, double Cpu);
}
