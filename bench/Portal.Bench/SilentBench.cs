using Portal.Ipmi;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Bench;

/// <summary>A thousand BMCs of which every tenth is silent: when each is told, and whether the rest have to wait.</summary>
internal static class SilentBench
{
    private const int Count = 1000;
    private const int EveryTenth = 10;

    public static async Task RunAsync(Report report, int rounds, CancellationToken ct)
    {
        report.Line($"Power status of {Count} BMCs, every tenth silent; seconds from the start, 3 rounds, ipmipower once");
        using var farm = await Farm.StartAsync(Count, ct, "--silent", "10");
        List<double> rest = [], silent = [];
        for (var round = 0; round <= Math.Min(rounds, 3); round++)
        {
            double lastAnswer = 0, lastSilent = 0;
            var began = TimeProvider.System.GetTimestamp();
            await foreach (var result in BmcSweep.RunAsync(farm.EndPoints.Select(farm.Options), new GetChassisStatus(), BmcSweep.DefaultConcurrency, ct))
            {
                var now = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
                if (result.Error is null)
                    lastAnswer = now;
                else if (result.Error.Failure == IpmiFailure.NoAnswer)
                    lastSilent = now;
                else
                    throw result.Error;
            }

            // The first is for the compiler.
            if (round > 0)
            {
                rest.Add(lastAnswer);
                silent.Add(lastSilent);
            }
        }

        double peerRest = 0, peerSilent = 0;
        await External.FollowAsync(
            "/usr/sbin/ipmipower",
            ["-h", farm.HostRange(Count), "-u", Farm.User, "-p", Farm.PasswordText, "-D", "LAN_2_0", "-I", "3", "--stat"],
            (line, elapsed) =>
            {
                if (line.EndsWith(": on", StringComparison.Ordinal))
                    peerRest = elapsed.TotalSeconds;
                else
                    peerSilent = elapsed.TotalSeconds;
            },
            ct);
        report.Ratio($"last of the {Count - (Count / EveryTenth)} that answer", "ipmipower", Report.Median(rest), peerRest, "s");
        report.Ratio("last of the silent named", "ipmipower", Report.Median(silent), peerSilent, "s");
        report.Goal("last of the silent named", Report.Median(silent), "s", "< 4", Report.Median(silent) < 4);
    }
}
