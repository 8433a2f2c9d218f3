using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Portal.Bench.Consoles;
using Portal.BmcSim;

namespace Portal.Bench.Kill;

/// <summary>
/// Kills the portal at random moments while its consoles print and are watched, and looks each time for what is missing: every byte that a viewer got or
/// that a BMC saw acknowledged must be in the record, and the portal must have all its lines again within a minute although its old sessions hold slots.
/// </summary>
internal static class KillBench
{
    private const int FirstPort = 16230;
    private const int BusyEvery = 5;

    /// <summary>One kill in so many comes before the portal has its lines again.</summary>
    private const int EarlyEvery = 5;

    private static readonly TimeSpan s_back = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(10);

    public static async Task<int> RunAsync(string[] words, CancellationToken ct)
    {
        var arguments = new Arguments(words);
        var times = arguments.Whole("--times", 50);
        var count = arguments.Whole("--consoles", 20);
        var seed = arguments.Whole("--seed", 1);
        if (arguments.Unknown is { } unknown)
        {
            await Console.Error.WriteLineAsync($"There is no option {unknown} of kill.");
            return 2;
        }

        var report = new Report();
        report.Line($"{times} kills of the portal (SIGKILL) at random moments, {count} consoles (each {BusyEvery}th prints {ConsoleFarm.FullLine:N0} B/s, the others {ConsoleFarm.QuietLine:N0}), one viewer each; BMCs have 4 session slots and drop a silent session after 60 s; seed {seed}");
        report.Line($"Machine: {Environment.ProcessorCount} cores, .NET {Environment.Version}. Started {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC.");
        var good = await RunAsync(report, times, count, new Random(seed), ct);
        if (good && times >= 50)
            report.Save("kill");
        return good ? 0 : 1;
    }

    private static async Task<bool> RunAsync(Report report, int times, int count, Random random, CancellationToken ct)
    {
        await using var farm = SimulatedFarm.Start(count, new IPEndPoint(IPAddress.Parse("127.91.0.1"), FirstPort), (_, options) => options with { Line = SimLine.Silent, LedgerLimit = 0, TranscriptLimit = 256 << 20 });
        using var portal = await KillablePortal.CreateAsync("127.91.0.0/16", ct);
        portal.Start();
        await portal.WaitReadyAsync(ct);
        var consoles = new KillConsole[count];
        for (var index = 0; index < count; index++)
        {
            var bmc = farm.Bmcs[index];
            var busy = index % BusyEvery == 0;
            consoles[index] = new KillConsole(
                await portal.AddServerAsync($"kill{index:D3}", bmc.EndPoint, ct), bmc, new SimulatedLine(bmc, index, busy ? ConsoleFarm.FullLine : ConsoleFarm.QuietLine, inLines: !busy));
        }

        await WaitLiveAsync(portal, consoles, ct);
        using var printing = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var host = PrintAsync(consoles, printing.Token);
        var (ready, back, wrong) = (new List<double>(), new List<double>(), new List<string>());
        for (var kill = 1; kill <= times; kill++)
        {
            await using (var hub = await ConnectAsync(portal, ct))
            {
                using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
                var watching = consoles.Select(console => console.WatchAsync(hub, over.Token)).ToArray();
                await Task.Delay(TimeSpan.FromSeconds(0.3 + random.NextDouble() * 3), TimeProvider.System, ct);
                await portal.KillAsync(ct);

                // A stream that began as the connection broke may never be told.
                over.CancelAfter(s_patience);
                await Task.WhenAll(watching);
            }

            // Acknowledgements that were on their way count too.
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
            foreach (var console in consoles)
                console.NoteKilled();
            if (portal.CheckDatabase() is not "ok" and var damage)
                wrong.Add($"kill {kill}: the database says {damage}");

            portal.Start();
            if (random.Next(EarlyEvery) == 0)
            {
                await Task.Delay(TimeSpan.FromSeconds(random.NextDouble() * 4), TimeProvider.System, ct);
                await portal.KillAsync(ct);
                portal.Start();
            }

            var watch = Stopwatch.StartNew();
            await portal.WaitReadyAsync(ct);
            ready.Add(watch.Elapsed.TotalSeconds);
            await WaitLiveAsync(portal, consoles, ct);
            back.Add(watch.Elapsed.TotalSeconds);
            await using (var hub = await ConnectAsync(portal, ct))
            {
                foreach (var console in consoles)
                {
                    if (await console.CheckAsync(hub, (await portal.ConsoleAsync(console.Id, ct)).Next, ct) is { } what)
                        wrong.Add($"kill {kill}, {console.Id}: {what}");
                }
            }

            if (wrong.Count > 10)
                break;
        }

        await printing.CancelAsync();
        await host.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        report.Line();
        report.Line($"  {consoles.Sum(console => console.Compared) / 1048576.0:F1} MiB of records compared with what the hosts printed, {consoles.Sum(console => console.Gaps)} marks of the portal's absence");
        foreach (var what in wrong)
            report.Line($"  {what}");
        var slots = farm.Bmcs.Max(bmc => bmc.SlotsInUse);
        report.Goal("kills with anything missing or damaged", wrong.Count, "", "0", wrong.Count == 0);
        report.Goal("ready again, median", Report.Median(ready), "s", "<= 10", Report.Median(ready) <= 10);
        report.Goal("ready again, slowest", ready.Max(), "s", "<= 10", ready.Max() <= 10);
        report.Goal("all lines live again, median", Report.Median(back), "s", "<= 60", Report.Median(back) <= s_back.TotalSeconds);
        report.Goal("all lines live again, slowest", back.Max(), "s", "<= 60", back.Max() <= s_back.TotalSeconds);
        report.Line($"  at most {slots} of 4 session slots are taken on any BMC at the end");
        return wrong.Count == 0 && back.Max() <= s_back.TotalSeconds;
    }

    private static async Task<HubConnection> ConnectAsync(KillablePortal portal, CancellationToken ct)
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(portal.Address, "/hubs/console?output=raw"), options => options.AccessTokenProvider = () => Task.FromResult<string?>(portal.Token))
            .AddMessagePackProtocol().Build();
        await hub.StartAsync(ct);
        return hub;
    }

    private static async Task WaitLiveAsync(KillablePortal portal, KillConsole[] consoles, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        foreach (var console in consoles)
        {
            while (true)
            {
                var (state, _) = await portal.ConsoleAsync(console.Id, ct);
                if (state == "live")
                    break;
                if (watch.Elapsed > TimeSpan.FromSeconds(20) && Environment.GetEnvironmentVariable("BENCH_VERBOSE") == "1")
                {
                    await Console.Error.WriteLineAsync(await portal.Http.GetStringAsync($"/api/v1/servers/{console.Id}/console", ct));
                    await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, ct);
                }

                if (watch.Elapsed > 3 * s_back)
                    throw new TimeoutException($"{console.Id} is still {state} after {watch.Elapsed.TotalSeconds:F0} s.");
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
            }
        }
    }

    private static async Task PrintAsync(KillConsole[] consoles, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var last = watch.Elapsed;
        using var timer = new PeriodicTimer(s_tick);
        while (await timer.WaitForNextTickAsync(ct))
        {
            var now = watch.Elapsed;
            foreach (var console in consoles)
                console.Line.Print(now - last, CancellationToken.None);
            last = now;
        }
    }
}
