using System.Globalization;
using System.Net;
using Portal.BmcSim;

namespace Portal.Bench.Polling;

/// <summary>
/// The simulated BMCs, in a process of their own. Told by lines on standard input: <c>hurt DEAD SLOW</c>, <c>count SECONDS</c> (how many were read since) and <c>report SECONDS</c>, each answered in
/// lines. The ages come from what the BMCs were asked, not from what the portal says of itself.
/// </summary>
internal static class PollFarm
{
    /// <summary>Sensor/Event, Get Sensor Reading.</summary>
    private static readonly (byte NetFn, byte Command) s_reading = (0x04, 0x2D);

    /// <summary>Chassis, Get Chassis Status.</summary>
    private static readonly (byte NetFn, byte Command) s_power = (0x00, 0x01);

    private static readonly TimeSpan s_slow = TimeSpan.FromSeconds(2);

    public static readonly IPAddress First = IPAddress.Parse("127.80.0.1");

    public static async Task<int> RunAsync(string[] arguments, CancellationToken ct)
    {
        var count = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        await using var farm = SimulatedFarm.Start(count, new IPEndPoint(First, 623), (_, options) => options with { LedgerLimit = 400, TranscriptLimit = 0, Line = SimLine.Silent });
        Console.WriteLine("ready");
        var hurt = 0;
        while (await Console.In.ReadLineAsync(ct) is { } line)
        {
            var words = line.Split(' ');
            switch (words[0])
            {
                case "hurt":
                    var (dead, slow) = (int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture));
                    hurt = dead + slow;
                    for (var i = 0; i < hurt; i++)
                    {
                        // Spread over the fleet, as in life.
                        var bmc = farm.Bmcs[IndexOf(i, hurt, count)];
                        if (i < dead)
                            bmc.Faults.Silent = true;
                        else
                            bmc.Faults.Latency = s_slow;
                    }

                    Console.WriteLine("hurt");
                    break;
                case "count":
                    var since = TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(double.Parse(words[1], CultureInfo.InvariantCulture));
                    Console.WriteLine(Well(farm, hurt).Count(bmc => bmc.Ledger.Any(entry => entry.At >= since && Is(entry, s_reading))).ToString(CultureInfo.InvariantCulture));
                    Console.WriteLine("counted");
                    break;
                case "report":
                    Report(Well(farm, hurt), TimeSpan.FromSeconds(double.Parse(words[1], CultureInfo.InvariantCulture)));
                    Console.WriteLine("reported");
                    break;
            }
        }

        return 0;
    }

    private static SimulatedBmc[] Well(SimulatedFarm farm, int hurt)
    {
        var ill = Enumerable.Range(0, hurt).Select(i => IndexOf(i, hurt, farm.Bmcs.Count)).ToHashSet();
        return [.. farm.Bmcs.Where((_, i) => !ill.Contains(i))];
    }

    private static int IndexOf(int number, int of, int count) => (int)((long)number * count / of);

    private static void Report(SimulatedBmc[] bmcs, TimeSpan window)
    {
        var now = TimeProvider.System.GetUtcNow();
        var sensors = new List<double>();
        var power = new List<double>();
        var (commands, readings, cut) = (0L, 0L, 0);
        foreach (var bmc in bmcs)
        {
            var entries = bmc.Ledger.Where(entry => entry.At >= now - window).ToArray();
            commands += entries.Length;
            readings += entries.Count(entry => Is(entry, s_reading));
            cut += bmc.Ledger.Count == 400 && bmc.Ledger[0].At > now - window ? 1 : 0;
            var first = Array.Find(entries, entry => Is(entry, s_reading));
            AddAges(sensors, [.. entries.Where(entry => Is(entry, s_reading) && entry.Data[0] == first!.Data[0]).Select(entry => entry.At)], now, window);
            AddAges(power, [.. entries.Where(entry => Is(entry, s_power)).Select(entry => entry.At)], now, window);
        }

        Say(sensors);
        Say(power);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{commands} {readings} {cut}"));
    }

    /// <summary>How old the newest reading was, each second of the window.</summary>
    private static void AddAges(List<double> ages, DateTimeOffset[] reads, DateTimeOffset now, TimeSpan window)
    {
        var next = 0;
        var last = now - window;
        for (var at = now - window; at < now; at += TimeSpan.FromSeconds(1))
        {
            for (; next < reads.Length && reads[next] <= at; next++)
                last = reads[next];
            // Before the first reading in the window the true age is not known: what is known of it counts only once it is long.
            if (next > 0 || (at - last).TotalSeconds > 60)
                ages.Add((at - last).TotalSeconds);
        }
    }

    private static void Say(List<double> ages) => Console.WriteLine(ages.Count == 0 ? "NaN NaN NaN" : string.Create(
        CultureInfo.InvariantCulture, $"{Bench.Report.Percentile(ages, 0.5)} {Bench.Report.Percentile(ages, 0.99)} {ages.Max()}"));

    private static bool Is(LedgerEntry entry, (byte NetFn, byte Command) what) => entry.NetFn == what.NetFn && entry.Command == what.Command;
}
