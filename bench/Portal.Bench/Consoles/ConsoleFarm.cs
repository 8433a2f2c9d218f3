using System.Diagnostics;
using System.Globalization;
using System.Net;
using Portal.BmcSim;

namespace Portal.Bench.Consoles;

/// <summary>
/// The simulated consoles, in a process of their own. Told what to do by lines on standard input: <c>attached</c>, <c>go</c>, <c>burst</c>, <c>stop</c>; answers each
/// with a line, and <c>stop</c> with its ledger.
/// </summary>
internal static class ConsoleFarm
{
    /// <summary>Bytes a second of a line at 115,200 baud.</summary>
    public const double FullLine = 11_520;

    /// <summary>Bytes a second of a quiet line, in whole lines, ten a second.</summary>
    public const double QuietLine = 600;

    /// <summary>What every console prints in a burst.</summary>
    public const int BurstBytes = 64 * 1024;

    /// <summary>The bursts of all consoles begin within this time.</summary>
    private static readonly TimeSpan s_burstWithin = TimeSpan.FromSeconds(50);

    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(10);

    public static readonly IPAddress First = IPAddress.Parse("127.90.0.1");

    public static async Task<int> RunAsync(string[] arguments, CancellationToken ct)
    {
        var count = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        var busy = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        await using var farm = SimulatedFarm.Start(count, new IPEndPoint(First, 623), (_, options) => options with
        {
            Line = SimLine.Echo,
            LedgerLimit = 0,
            TranscriptLimit = 0,
        });
        foreach (var bmc in farm.Bmcs)
            bmc.Faults.Latency = TimeSpan.FromMilliseconds(int.Parse(arguments[2], CultureInfo.InvariantCulture));
        var lines = farm.Bmcs.Select((bmc, index) => new SimulatedLine(bmc, index, index < busy ? FullLine : QuietLine, inLines: index >= busy)).ToArray();
        Console.WriteLine("ready");

        using var printing = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var run = new Run(lines);
        var loop = Task.CompletedTask;
        while (await Console.In.ReadLineAsync(ct) is { } line)
        {
            switch (line)
            {
                case "attached":
                    await Task.WhenAll(farm.Bmcs.Select(bmc => bmc.WaitUntilAsync(b => b.SolOwner is not null, ct)));
                    Console.WriteLine("attached");
                    break;
                case "go":
                    loop = run.LoopAsync(printing.Token);
                    Console.WriteLine("going");
                    break;
                case "burst":
                    await run.BurstAsync(s_burstWithin, ct);
                    Console.WriteLine("burst");
                    break;
                case "stop":
                    await printing.CancelAsync();
                    await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    foreach (var one in lines)
                        await one.EndAsync(ct);
                    for (var index = 0; index < lines.Length; index++)
                    {
                        var (printed, sum) = lines[index].Bmc.PrintedLedger;
                        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{index} {printed} {sum} {lines[index].Bmc.TypedCount} {lines[index].Held.TotalMilliseconds:F0}"));
                    }

                    Console.WriteLine("stopped");
                    break;
            }
        }

        return 0;
    }

    /// <summary>One loop prints for all lines.</summary>
    private sealed class Run(SimulatedLine[] lines)
    {
        private readonly Stopwatch _watch = new();

        public async Task LoopAsync(CancellationToken ct)
        {
            var last = new TimeSpan[lines.Length];
            // Lines of quiet consoles do not come all at once.
            for (var index = 0; index < lines.Length; index++)
                last[index] = -TimeSpan.FromSeconds(NumberedLine.Length / QuietLine) * index / lines.Length;
            _watch.Start();
            using var timer = new PeriodicTimer(s_tick);
            while (await timer.WaitForNextTickAsync(ct))
            {
                for (var index = 0; index < lines.Length; index++)
                {
                    var now = _watch.Elapsed;
                    // What is printed must not end in the middle because the loop is told to.
                    lines[index].Print(now - last[index], CancellationToken.None);
                    last[index] = now;
                }
            }
        }

        /// <summary>All consoles print a burst, one after the other within a time; completes when the last is printed.</summary>
        public async Task BurstAsync(TimeSpan within, CancellationToken ct)
        {
            var began = _watch.Elapsed;
            var started = 0;
            using var timer = new PeriodicTimer(s_tick);
            while (started < lines.Length || lines.Any(line => line.Burst > 0))
            {
                await timer.WaitForNextTickAsync(ct);
                for (; started < lines.Length && _watch.Elapsed - began >= within * started / lines.Length; started++)
                    lines[started].Burst = BurstBytes;
            }
        }
    }
}
