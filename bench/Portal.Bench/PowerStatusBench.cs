using System.Diagnostics;
using System.Globalization;
using System.Net;
using Portal.Ipmi;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Bench;

/// <summary>Power status of N BMCs: ours with a full session each (cold) and on live sessions, against ipmipower and ipmitool.</summary>
internal static class PowerStatusBench
{
    public static async Task RunAsync(Report report, int count, int rounds, CancellationToken ct)
    {
        report.Line();
        report.Line($"Power status of {count} BMCs, {rounds} rounds, cipher suite 3");
        var simulator = await External.StartAsync(
            Path.Combine(AppContext.BaseDirectory, "Portal.BmcSim.dll"),
            ["--count", count.ToString(CultureInfo.InvariantCulture), "--address", "127.64.0.1", "--port", "623"], "simulated BMCs on", ct);
        try
        {
            var endPoints = Enumerable.Range(0, count).Select(i => new IPEndPoint(IPAddress.Parse($"127.64.{(i + 1) / 256}.{(i + 1) % 256}"), 623)).ToArray();
            var lastHost = count.ToString(CultureInfo.InvariantCulture);
            string[] ipmipower = ["-h", $"127.64.0.[1-{lastHost}]", "-u", "admin", "-p", "password", "-D", "LAN_2_0", "-I", "3", "--stat"];
            string[] ipmitool = ["-c", $"seq 1 {lastHost} | xargs -P16 -I{{}} ipmitool -I lanplus -C 3 -H 127.64.0.{{}} -U admin -P password power status"];

            List<double> cold = [], live = [], peer = [], tool = [];
            using var password = SecretBytes.FromText("password");
            await ColdAsync(endPoints, password, ct);
            await ColdAsync(endPoints, password, ct);
            for (var round = 0; round < rounds; round++)
            {
                cold.Add((await ColdAsync(endPoints, password, ct)).TotalMilliseconds);
                var (wall, output) = await External.RunAsync("/usr/sbin/ipmipower", ipmipower, ct);
                Check("ipmipower", output, ": on", count);
                peer.Add(wall.TotalMilliseconds);
                live.Add((await LiveAsync(endPoints, password, ct)).TotalMilliseconds);
                if (round < 3)
                {
                    (wall, output) = await External.RunAsync("/bin/sh", ipmitool, ct);
                    Check("ipmitool", output, "Chassis Power is on", count);
                    tool.Add(wall.TotalMilliseconds);
                }
            }

            report.Ratio("cold, a session each", "ipmipower", Report.Median(cold), Report.Median(peer), "ms");
            report.Ratio("cold, a session each", "ipmitool, 16 in parallel", Report.Median(cold), Report.Median(tool), "ms");
            report.Ratio("on live sessions", "ipmipower", Report.Median(live), Report.Median(peer), "ms");
        }
        finally
        {
            External.Stop(simulator);
        }
    }

    private static void Check(string program, string output, string expected, int count)
    {
        var seen = output.Split('\n').Count(l => l.Contains(expected, StringComparison.Ordinal));
        if (seen != count)
            throw new InvalidOperationException($"{program} answered for {seen} of {count}.");
    }

    private static BmcSessionOptions Options(IPEndPoint endPoint, SecretBytes password) => new()
    {
        EndPoint = endPoint,
        UserName = "admin",
        Password = password,
        CipherSuites = [CipherSuiteId.Suite3],
        Privilege = PrivilegeLevel.User,
    };

    private static async Task<TimeSpan> ColdAsync(IPEndPoint[] endPoints, SecretBytes password, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(endPoints, new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = ct }, async (endPoint, token) =>
        {
            await using var session = await BmcSession.OpenAsync(Options(endPoint, password), token);
            await session.SendAsync(new GetChassisStatus(), token);
        });
        return watch.Elapsed;
    }

    private static async Task<TimeSpan> LiveAsync(IPEndPoint[] endPoints, SecretBytes password, CancellationToken ct)
    {
        var sessions = await Task.WhenAll(endPoints.Select(e => BmcSession.OpenAsync(Options(e, password), ct)));
        try
        {
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(sessions.Select(s => s.SendAsync(new GetChassisStatus(), ct).AsTask()));
            return watch.Elapsed;
        }
        finally
        {
            foreach (var session in sessions)
                await session.DisposeAsync();
        }
    }
}
