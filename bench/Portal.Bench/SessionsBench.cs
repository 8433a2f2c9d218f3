using System.Diagnostics;
using Portal.Ipmi;

namespace Portal.Bench;

/// <summary>What sessions cost: to set up, to have, and to keep alive while nobody asks for anything.</summary>
internal static class SessionsBench
{
    private const int Half = 5000;
    private static readonly TimeSpan s_keepAlive = new BmcSessionOptions { EndPoint = null!, UserName = "", Password = null! }.KeepAlive;

    public static async Task RunAsync(Report report, int rounds, CancellationToken ct)
    {
        report.Line($"Sessions: {Half} set up and held, then {2 * Half} kept alive");
        using var farm = await Farm.StartAsync(2 * Half, ct);

        await OpenAndCloseAsync(farm, 1000, ct);
        var managedBefore = Managed();
        var residentBefore = Resident();
        var sessions = await LiveBench.OpenAsync(farm, Half, ct);
        var managed = (double)(Managed() - managedBefore) / Half;
        var resident = (double)(Resident() - residentBefore) / Half;
        report.Goal($"managed memory of each of {Half}", managed / 1024, "KiB", "< 8", managed < 8192);
        report.Line($"  memory of the process for each of {Half}: {resident / 1024:F1} KiB");

        var more = new BmcSession[Half];
        await Parallel.ForEachAsync(Enumerable.Range(0, Half), new ParallelOptions { MaxDegreeOfParallelism = BmcSweep.DefaultConcurrency, CancellationToken = ct }, async (i, token) =>
            more[i] = await BmcSession.OpenAsync(farm.Options(farm.EndPoints[Half + i]), token));
        BmcSession[] all = [.. sessions, .. more];

        // From the first due keep-alive on, each session has one in 80 to 100 % of the interval.
        await Task.Delay(s_keepAlive, TimeProvider.System, ct);
        var collections = GC.CollectionCount(0);
        var idle = await Usage.MeasureAsync(() => Task.Delay(s_keepAlive, TimeProvider.System, ct));
        var share = idle.Cpu / idle.Wall * 100;
        report.Goal($"CPU that keeps {all.Length} sessions alive", share, "% of a core", "< 3", share < 3);
        report.Line($"  lost meanwhile: {all.Count(session => session.Closed.IsCancellationRequested)}; collections: {GC.CollectionCount(0) - collections}");
        await CloseAsync(all);

        List<double> setUp = [], closing = [];
        for (var round = 0; round < rounds; round++)
        {
            BmcSession[] some = [];
            var open = await Usage.MeasureAsync(async () => some = await LiveBench.OpenAsync(farm, 2000, ct));
            var close = await Usage.MeasureAsync(() => CloseAsync(some));
            setUp.Add(open.Cpu.TotalMicroseconds / some.Length);
            closing.Add(close.Cpu.TotalMicroseconds / some.Length);
        }

        report.Line($"  CPU to set up a session: {Report.Median(setUp):F0} us; to close it: {Report.Median(closing):F0} us");
    }

    private static async Task OpenAndCloseAsync(Farm farm, int count, CancellationToken ct) => await CloseAsync(await LiveBench.OpenAsync(farm, count, ct));

    private static Task CloseAsync(BmcSession[] sessions) => Parallel.ForEachAsync(
        sessions, new ParallelOptions { MaxDegreeOfParallelism = BmcSweep.DefaultConcurrency }, async (session, _) => await session.DisposeAsync());

    private static long Managed()
    {
        // What only finalizers let go of must not count as there before.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static long Resident()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
