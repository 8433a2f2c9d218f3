using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Portal.BmcSim;

namespace Portal.Bench.Peers;

/// <summary>A paste through a network that loses packets both ways: what of it reaches the host, and when.</summary>
internal static class PasteBench
{
    private const double Loss = 0.05;
    private const int AddressesARound = 16;
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(5);

    /// <summary>After so long without another character no more are expected.</summary>
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Report report, PeersPlan plan, CancellationToken ct)
    {
        await using var portal = await PortalProcess.StartAsync("127.0.0.0/8", users: 1, ct);
        await RunAsync(report, plan, portal, oneByOne: false, ct);
        await RunAsync(report, plan, portal, oneByOne: true, ct);
    }

    private static async Task RunAsync(Report report, PeersPlan plan, PortalProcess portal, bool oneByOne, CancellationToken ct)
    {
        report.Line();
        report.Line($"A paste of {plan.Tokens} numbered tokens through {Loss:P0} loss each way, {plan.Rounds} rounds: {(oneByOne ? $"a token every {s_between.TotalMilliseconds:F0} ms, as a script types" : "in one go, as fast as it is taken")}");
        var results = new Dictionary<string, List<PasteResult>>();
        for (var round = 0; round < plan.Rounds; round++)
        {
            var at = AddressesARound * (round + 1 + (oneByOne ? plan.Rounds : 0));
            await using var farm = SimulatedFarm.Start(5, new IPEndPoint(SimulatedFarm.AddressAt(PeersBench.First, at), 623), (_, options) => options with { Line = SimLine.Echo });
            await using var relay = new Relay([.. farm.Bmcs.Select(bmc => bmc.EndPoint)], round + 1, at);
            var peers = await PeersBench.StartAsync(portal, relay.EndPoints, ct);
            for (var index = 0; index < peers.Length; index++)
            {
                // Each sees the same row of losses, as far as it sends as many packets.
                relay.Begin(round + 1, Loss);
                if (!results.TryGetValue(peers[index].Name, out var list))
                    results[peers[index].Name] = list = [];
                list.Add(await PasteAsync(peers[index], farm.Bmcs[index], plan.Tokens, oneByOne, ct));
                relay.Loss = 0;
            }

            foreach (var peer in peers)
                await peer.DisposeAsync();
        }

        foreach (var (name, list) in results)
            report.Line($"  {name,-34} {Report.Median(list.Select(one => one.Seconds)),7:F2} s (longest {list.Max(one => one.Seconds):F2}); delivered {list.Min(one => one.Delivered)} to {list.Max(one => one.Delivered)}, doubled up to {list.Max(one => one.Doubled)}, out of order up to {list.Max(one => one.Unordered)}");

        var (ours, theirs) = (results["portal, through the hub"], results["ipmiconsole"]);
        report.Goal("tokens that came, in order, once", ours.Min(one => one.Delivered - one.Doubled - one.Unordered), "", $"{plan.Tokens}", ours.All(one => one.IsExact(plan.Tokens)));
        report.Ratio("time, median", "ipmiconsole", Report.Median(ours.Select(one => one.Seconds)), Report.Median(theirs.Select(one => one.Seconds)), "s");
        report.Goal("time, longest", ours.Max(one => one.Seconds), "s", "< 10", ours.Max(one => one.Seconds) < 10);
    }

    private static async Task<PasteResult> PasteAsync(ConsolePeer peer, SimulatedBmc bmc, int tokens, bool oneByOne, CancellationToken ct)
    {
        var words = Enumerable.Range(1, tokens).Select(number => string.Create(CultureInfo.InvariantCulture, $"T{number:D4} ")).ToArray();
        var whole = words.Sum(word => word.Length);
        var began = Stopwatch.GetTimestamp();
        var last = (Count: bmc.TypedCount, At: began);
        var typing = oneByOne ? TypeAsync(peer, words, ct) : peer.TypeAsync(Encoding.ASCII.GetBytes(string.Concat(words)), ct);
        while (Stopwatch.GetElapsedTime(last.At) < s_quiet || !typing.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, ct);
            if (bmc.TypedCount is var count && count != last.Count)
                last = (count, Stopwatch.GetTimestamp());
            if (last.Count >= whole && typing.IsCompleted && Encoding.ASCII.GetString(bmc.Typed).EndsWith(words[^1], StringComparison.Ordinal))
                break;
            // A program that has ended leaves its terminal to fill up.
            if (Stopwatch.GetElapsedTime(last.At) > 2 * s_quiet)
                break;
        }

        return PasteResult.Of(Encoding.ASCII.GetString(bmc.Typed), tokens, Stopwatch.GetElapsedTime(began, last.At).TotalSeconds);
    }

    private static async Task TypeAsync(ConsolePeer peer, string[] words, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        for (var index = 0; index < words.Length; index++)
        {
            var wait = (index * s_between) - watch.Elapsed;
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, TimeProvider.System, ct);
            await peer.TypeSoonAsync(Encoding.ASCII.GetBytes(words[index]), ct);
        }
    }
}
