using System.Diagnostics;
using Portal.Ipmi;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Bench;

/// <summary>Power polls on sessions that stay open: how many per second, what they cost, what they allocate.</summary>
internal static class LiveBench
{
    private const int Sessions = 1000;
    private const int AtOnce = 64;
    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(Report report, int rounds, CancellationToken ct)
    {
        report.Line($"Power polls on {Sessions} live sessions, {AtOnce} at once, {s_round.TotalSeconds:F0} s a round, simulator on the same cores");
        using var farm = await Farm.StartAsync(Sessions, ct);
        var sessions = await OpenAsync(farm, Sessions, ct);
        try
        {
            await PollAsync(sessions, s_round, ct);
            List<double> rates = [], bytes = [], cpu = [], theirs = [];
            for (var round = 0; round < rounds; round++)
            {
                var farmCpu = farm.Cpu;
                var allocated = GC.GetTotalAllocatedBytes(precise: true);
                long polls = 0;
                var cost = await Usage.MeasureAsync(async () => polls = await PollAsync(sessions, s_round, ct));
                bytes.Add((double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / polls);
                rates.Add(polls / cost.Wall.TotalSeconds);
                cpu.Add(cost.Cpu.TotalMicroseconds / polls);
                theirs.Add((farm.Cpu - farmCpu).TotalMicroseconds / polls);
            }

            report.Goal("polls per second", Report.Median(rates), "/s", ">= 25000", Report.Median(rates) >= 25_000);
            report.Goal("allocated per poll", Report.Median(bytes), "B", "0", Report.Median(bytes) < 1);
            report.Line($"  CPU per poll: ours {Report.Median(cpu):F1} us, simulator {Report.Median(theirs):F1} us");
        }
        finally
        {
            await Parallel.ForEachAsync(sessions, CancellationToken.None, async (session, _) => await session.DisposeAsync());
        }
    }

    public static async Task<BmcSession[]> OpenAsync(Farm farm, int count, CancellationToken ct)
    {
        var sessions = new BmcSession[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = BmcSweep.DefaultConcurrency, CancellationToken = ct }, async (i, token) =>
            sessions[i] = await BmcSession.OpenAsync(farm.Options(farm.EndPoints[i]), token));
        return sessions;
    }

    private static async Task<long> PollAsync(BmcSession[] sessions, TimeSpan duration, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var request = new GetChassisStatus();
        var counts = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async worker =>
        {
            long count = 0;
            for (var i = worker; watch.Elapsed < duration; i = (i + AtOnce) % sessions.Length)
            {
                await sessions[i].SendAsync(request, ct);
                count++;
            }

            return count;
        }));
        return counts.Sum();
    }
}
