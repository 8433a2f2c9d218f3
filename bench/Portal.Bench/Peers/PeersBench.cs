using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Portal.BmcSim;

namespace Portal.Bench.Peers;

/// <summary>Consoles of ours beside ipmitool's, ipmiconsole's and conman's: all on lines of one simulator process, in turn.</summary>
internal static class PeersBench
{
    private const int LineLength = 64;
    public static readonly IPAddress First = IPAddress.Parse("127.66.0.1");

    public static async Task RunAsync(Report report, PeersPlan plan, CancellationToken ct)
    {
        report.Line($"Machine: {Environment.ProcessorCount} cores, .NET {Environment.Version}; ours and the peers in turn on lines of the same simulator, medians of {plan.Rounds} rounds. Started {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC.");
        if (plan.Only.Any(part => part is "echo" or "output"))
            await TalkAsync(report, plan, ct);
        if (plan.Only.Contains("paste"))
            await PasteBench.RunAsync(report, plan, ct);
        if (plan.Only.Contains("hold"))
            await HoldBench.RunAsync(report, plan, ct);
    }

    public static async Task<ConsolePeer[]> StartAsync(PortalProcess portal, IReadOnlyList<IPEndPoint> bmcs, CancellationToken ct) =>
    [
        await HubPeer.StartAsync(portal, bmcs[0], $"peer-{bmcs[0].Address}", ct),
        await EnginePeer.StartAsync(bmcs[1], ct),
        await ToolPeer.IpmitoolAsync(bmcs[2], ct),
        await ToolPeer.IpmiconsoleAsync(bmcs[3], ct),
        await ToolPeer.ConmanAsync(bmcs[4], ct),
    ];

    private static async Task TalkAsync(Report report, PeersPlan plan, CancellationToken ct)
    {
        await using var portal = await PortalProcess.StartAsync("127.0.0.0/8", users: 1, ct);
        if (plan.Only.Contains("echo"))
            await OnFreshLinesAsync((_, peers) => EchoAsync(report, plan, peers, ct));
        if (plan.Only.Contains("output"))
        {
            await OnFreshLinesAsync((farm, peers) => OutputAsync(report, plan, farm, peers, ct));
            await OnFreshLinesAsync((farm, peers) => AtLineSpeedAsync(report, plan, farm, peers, ct));
        }

        // Some peers do not live through a part, and leave the line taken.
        async Task OnFreshLinesAsync(Func<SimulatedFarm, ConsolePeer[], Task> measureAsync)
        {
            await using var farm = SimulatedFarm.Start(5, new IPEndPoint(First, 623), (_, options) => options with { Line = SimLine.Echo, TranscriptLimit = 4096 });
            var peers = await StartAsync(portal, [.. farm.Bmcs.Select(bmc => bmc.EndPoint)], ct);
            try
            {
                await measureAsync(farm, peers);
            }
            finally
            {
                foreach (var peer in peers)
                    await peer.DisposeAsync();
            }
        }
    }

    private static async Task EchoAsync(Report report, PeersPlan plan, ConsolePeer[] peers, CancellationToken ct)
    {
        foreach (var peer in peers)
        {
            for (var i = 0; i < 30; i++)
                await peer.EchoAsync(ct);
        }

        var rounds = new List<double[]>[peers.Length];
        for (var index = 0; index < peers.Length; index++)
            rounds[index] = [];
        var all = Array.ConvertAll(peers, _ => new List<double>());
        for (var round = 0; round < plan.Rounds; round++)
        {
            var times = Array.ConvertAll(peers, _ => new List<double>());
            for (var key = 0; key < plan.Keys; key++)
            {
                for (var index = 0; index < peers.Length; index++)
                    times[index].Add(await peers[index].EchoAsync(ct));
            }

            for (var index = 0; index < peers.Length; index++)
            {
                rounds[index].Add([Report.Median(times[index])]);
                all[index].AddRange(times[index]);
            }
        }

        report.Line();
        report.Line($"Keystroke echo, {plan.Rounds} rounds of {plan.Keys} keys, in turn");
        var medians = rounds.Select(values => Report.Median(values.Select(value => value[0]))).ToArray();
        Compare(report, "echo, median", peers, medians, "ms");
        Compare(report, "echo, 99th of 100", peers, [.. all.Select(values => Report.Percentile(values, 0.99))], "ms");
        report.Goal("echo through the portal over ipmitool's", medians[0] / medians[2], "", "<= 1 (with its hub and record)", medians[0] <= medians[2]);
        report.Goal("echo of the engine over ipmitool's", medians[1] / medians[2], "", "<= 1", medians[1] <= medians[2]);
    }

    /// <summary>As fast as the BMC hands it over: what limits is how soon a packet is acknowledged.</summary>
    private static async Task OutputAsync(Report report, PeersPlan plan, SimulatedFarm farm, ConsolePeer[] peers, CancellationToken ct)
    {
        var text = Text(plan.Lines);
        var times = Array.ConvertAll(peers, _ => new List<double>());
        var missing = new long[peers.Length];
        var unended = new int[peers.Length];
        for (var round = 0; round < plan.Rounds; round++)
        {
            for (var index = 0; index < peers.Length; index++)
            {
                if (peers[index].HasEnded)
                    continue;
                var before = peers[index].LineFeeds;
                var end = peers[index].ExpectEndAsync(ct);
                var watch = Stopwatch.StartNew();
                await farm.Bmcs[index].PrintAsync(text, ct);
                if (await end)
                    times[index].Add(watch.Elapsed.TotalMilliseconds);
                else
                    unended[index]++;
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
                missing[index] += plan.Lines + 1 - (peers[index].LineFeeds - before);
            }
        }

        report.Line();
        report.Line($"{text.Length / 1024} KiB of output from a BMC that does not pace it");
        Compare(report, "output", peers, [.. times.Select(values => values.Count == 0 ? double.NaN : Report.Median(values))], "ms");
        for (var index = 0; index < peers.Length; index++)
        {
            if (missing[index] != 0)
                report.Line($"  {peers[index].Name}: {missing[index]} lines missing; {unended[index]} rounds without their end{(peers[index].HasEnded ? ", then it ended by itself" : "")}");
        }

        report.Goal("lines that the portal did not show", missing[0], "", "0", missing[0] == 0);
    }

    /// <summary>All at the same time, each at 115,200 baud: who keeps up needs as long as the line.</summary>
    private static async Task AtLineSpeedAsync(Report report, PeersPlan plan, SimulatedFarm farm, ConsolePeer[] peers, CancellationToken ct)
    {
        var text = Text(plan.Lines);
        var line = TimeSpan.FromSeconds(text.Length / Consoles.ConsoleFarm.FullLine);
        foreach (var peer in peers)
            peer.Patience = line * 3;
        var before = Array.ConvertAll(peers, peer => peer.Figures.Cpu);
        var watch = Stopwatch.StartNew();
        var seconds = await Task.WhenAll(peers.Select(async (peer, index) =>
        {
            var end = peer.ExpectEndAsync(ct);
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
            for (var printed = 0; printed < text.Length;)
            {
                await timer.WaitForNextTickAsync(ct);
                var due = Math.Min(text.Length, (int)(watch.Elapsed.TotalSeconds * Consoles.ConsoleFarm.FullLine));
                await farm.Bmcs[index].PrintAsync(text.AsMemory(printed, due - printed), ct);
                printed = due;
            }

            await end;
            return watch.Elapsed.TotalSeconds;
        }));
        report.Line();
        report.Line($"{text.Length / 1024} KiB of output at 115,200 baud, which takes {line.TotalSeconds:F2} s; all at once, engine and simulator share a process");
        for (var index = 0; index < peers.Length; index++)
        {
            var cpu = peers[index] is EnginePeer ? "" : string.Create(CultureInfo.InvariantCulture, $", {(peers[index].Figures.Cpu - before[index]).TotalMilliseconds / seconds[index] / 10:F2} % of a core");
            report.Line($"  {peers[index].Name,-34} {seconds[index]:F2} s, {100 * line.TotalSeconds / seconds[index]:F1} % of the line's speed{cpu}");
        }

        report.Goal("portal at the line's speed", 100 * line.TotalSeconds / seconds[0], "%", ">= 99", line.TotalSeconds / seconds[0] >= 0.99);
    }

    private static void Compare(Report report, string what, ConsolePeer[] peers, double[] values, string unit)
    {
        foreach (var ours in new[] { 0, 1 })
        {
            for (var index = 2; index < peers.Length; index++)
                report.Ratio($"{what}, {(ours == 0 ? "portal" : "engine")}", peers[index].Name, values[ours], values[index], unit);
        }
    }

    private static byte[] Text(int lines)
    {
        var text = new StringBuilder(lines * LineLength);
        for (var line = 0; line < lines; line++)
            text.Append(CultureInfo.InvariantCulture, $"{line:D8} ").Append('.', LineLength - 11).Append("\r\n");
        return [.. Encoding.ASCII.GetBytes(text.ToString()), .. ConsolePeer.End];
    }
}
