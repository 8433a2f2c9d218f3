using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Portal.Bench.Consoles;
using Portal.BmcSim;

namespace Portal.Bench.Polling;

/// <summary>A fleet whose power and sensors the portal keeps fresh, first in good health, then with BMCs that are silent or slow, then right after a restart; and the same sweep by the tools.</summary>
internal static class PollBench
{
    private const double MostAge = 90;
    private const double MostCores = 1;
    private const double MostMemory = 1536;
    private const int ToolSample = 32;
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    public static async Task RunAsync(Report report, PollPlan plan, CancellationToken ct)
    {
        report.Line($"Machine: {Environment.ProcessorCount} cores, .NET {Environment.Version}. {plan.Bmcs} simulated BMCs in a process of their own on the same cores, power every 15 s, sensors and events every {s_interval.TotalSeconds:F0} s, consoles on demand, history on. "
            + $"Ages as the BMCs saw it, of those in good health. Started {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC.");
        using var farm = Companion.Start("poll-farm", plan.Bmcs.ToString(CultureInfo.InvariantCulture));
        await farm.ExpectAsync("ready", TimeSpan.FromMinutes(1), ct);
        double sweepCpu, readings;
        await using (var portal = await PortalProcess.StartAsync("127.0.0.0/8", users: 1, ct))
        {
            var watch = Stopwatch.StartNew();
            await AddAsync(portal, plan.Bmcs, ct);
            report.Line($"  {plan.Bmcs} servers added in {watch.Elapsed.TotalSeconds:F0} s");
            await WaitReadAsync(farm, plan.Bmcs, watch, ct);
            report.Line($"  all read for the first time, record tables included, {watch.Elapsed.TotalSeconds:F0} s after the first was added");
            await Task.Delay(s_interval, TimeProvider.System, ct);

            (sweepCpu, readings) = await MeasureAsync(report, "all well", farm, portal, plan, plan.Bmcs, ct);

            var (dead, slow) = ((int)(plan.Bmcs * plan.Dead), (int)(plan.Bmcs * plan.Slow));
            await farm.AskAsync($"hurt {dead} {slow}", "hurt", s_patience, ct);
            await Task.Delay(s_interval, TimeProvider.System, ct);
            await MeasureAsync(report, $"{dead} silent, {slow} slow (2 s)", farm, portal, plan, plan.Bmcs - dead - slow, ct);

            watch.Restart();
            await portal.RestartAsync(ct);
            await WaitReadAsync(farm, (int)((plan.Bmcs - dead - slow) * 0.99), watch, ct);
            report.Line();
            report.Goal("restart, until 99 % of the well are read", watch.Elapsed.TotalSeconds, "s", $"<= {MostAge}", watch.Elapsed.TotalSeconds <= MostAge);
        }

        await ComparePeersAsync(report, plan, sweepCpu, readings, ct);
    }

    private static async Task<(double SweepCpuMs, double Readings)> MeasureAsync(Report report, string stage, Companion farm, PortalProcess portal, PollPlan plan, int well, CancellationToken ct)
    {
        var (before, watch) = (portal.Figures, Stopwatch.StartNew());
        var most = 0L;
        using (var timer = new PeriodicTimer(TimeSpan.FromSeconds(1)))
        {
            while (watch.Elapsed < TimeSpan.FromMinutes(plan.Minutes) && await timer.WaitForNextTickAsync(ct))
                most = Math.Max(most, portal.Figures.ResidentBytes);
        }

        var seconds = watch.Elapsed.TotalSeconds;
        var cpu = (portal.Figures.Cpu - before.Cpu).TotalSeconds;
        var lines = await farm.AskAsync(string.Create(CultureInfo.InvariantCulture, $"report {seconds}"), "reported", s_patience, ct);
        var (sensors, power, counts) = (Numbers(lines[0]), Numbers(lines[1]), Numbers(lines[2]));
        report.Line();
        report.Line($"{stage}, {plan.Minutes:0.#} minutes");
        report.Line(string.Create(CultureInfo.InvariantCulture, $"  {counts[0] / seconds:F0} commands a second to the well, of these {counts[1] / seconds:F0} sensor readings; {counts[1] / well / (seconds / s_interval.TotalSeconds):F0} sensors a BMC"));
        if (counts[2] > 0)
            report.Line($"  the ledgers of {counts[2]:F0} BMCs were too short for the whole time");
        report.Line(string.Create(CultureInfo.InvariantCulture, $"  age of sensors p50 {sensors[0]:F1} s, longest {sensors[2]:F1} s; of power p50 {power[0]:F1} s, p99 {power[1]:F1} s, longest {power[2]:F1} s"));
        report.Goal("age of sensors, p99", sensors[1], "s", $"<= {MostAge}", sensors[1] <= MostAge);
        report.Goal("portal's processor time", cpu / seconds, "cores", $"<= {MostCores}", cpu / seconds <= MostCores);
        report.Goal("portal's memory, most", most / 1048576.0, "MiB", $"<= {MostMemory}", most / 1048576.0 <= MostMemory);
        return (cpu / seconds * s_interval.TotalMilliseconds, counts[1] / (seconds / s_interval.TotalSeconds));
    }

    private static async Task ComparePeersAsync(Report report, PollPlan plan, double sweepCpu, double readings, CancellationToken ct)
    {
        report.Line();
        report.Line($"The same sweep by the tools: ipmi-sensors and ipmitool read the sensors once, caches warm ({plan.PeerSample} and {ToolSample} BMCs, scaled to {plan.Bmcs}); ours is a minute of everything above: sensors, power four times, event log, history, pages");
        using var farm = await Farm.StartAsync(plan.PeerSample, ct, "--steady");
        var directory = Directory.CreateTempSubdirectory("pilotlight-bench-").FullName;
        try
        {
            string[] ipmiSensors = ["-u", Farm.User, "-p", Farm.PasswordText, "-D", "LAN_2_0", "-I", "3", "-l", "USER", "--sdr-cache-directory", directory, "--quiet-cache", "-F", "64", "-h", farm.HostRange(plan.PeerSample)];
            string[] login = ["-I", "lanplus", "-C", "3", "-U", Farm.User, "-P", Farm.PasswordText];
            var dump = Path.Combine(directory, "sdr.dump");
            var (_, first) = await External.RunAsync("/usr/sbin/ipmi-sensors", ipmiSensors, ct);
            await External.RunAsync("ipmitool", [.. login, "-H", farm.EndPoints[0].Address.ToString(), "sdr", "dump", dump], ct);
            var hosts = string.Join(' ', farm.EndPoints.Take(ToolSample).Select(endPoint => endPoint.Address));
            Costs peer = new(), tool = new();
            for (var round = 0; round < plan.Rounds; round++)
            {
                var (cost, output) = await External.RunAsync("/usr/sbin/ipmi-sensors", ipmiSensors, ct);
                if (output.Count(c => c == '\n') < first.Count(c => c == '\n'))
                    throw new InvalidOperationException("ipmi-sensors did not read all.");
                peer.Add(new Cost(cost.Wall * plan.Bmcs / plan.PeerSample, cost.Cpu * plan.Bmcs / plan.PeerSample));
                (cost, _) = await External.RunAsync("/bin/sh", ["-c", $"printf '%s\\n' {hosts} | xargs -P16 -I{{}} ipmitool {string.Join(' ', login)} -S {dump} -H {{}} sdr elist all"], ct);
                tool.Add(new Cost(cost.Wall * plan.Bmcs / ToolSample, cost.Cpu * plan.Bmcs / ToolSample));
            }

            report.Line(string.Create(CultureInfo.InvariantCulture, $"  ours {readings:F0} sensor values in {s_interval.TotalSeconds:F0} s; ipmi-sensors needs {peer.WallMs / 1000:F0} s for a sweep, ipmitool x16 {tool.WallMs / 1000:F0} s"));
            report.Ratio("CPU, one sweep", "ipmi-sensors, warm", sweepCpu, peer.CpuMs, "ms");
            report.Ratio("CPU, one sweep", "ipmitool -S x16", sweepCpu, tool.CpuMs, "ms");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task AddAsync(PortalProcess portal, int count, CancellationToken ct) => await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct }, async (i, token) =>
    {
        using var answer = await portal.Http.PostAsJsonAsync(
            "/api/v1/servers",
            new { name = $"bmc-{i:D4}", address = SimulatedFarm.AddressAt(PollFarm.First, i).ToString(), port = 623, username = Farm.User, password = Farm.PasswordText, consolePolicy = "onDemand" }, token);
        answer.EnsureSuccessStatusCode();
    });

    private static async Task WaitReadAsync(Companion farm, int count, Stopwatch since, CancellationToken ct)
    {
        while (true)
        {
            var lines = await farm.AskAsync(string.Create(CultureInfo.InvariantCulture, $"count {since.Elapsed.TotalSeconds}"), "counted", s_patience, ct);
            if (int.Parse(lines[0], CultureInfo.InvariantCulture) >= count)
                return;
            if (since.Elapsed > s_patience)
                throw new TimeoutException($"Only {lines[0]} of {count} BMCs were read in {since.Elapsed.TotalSeconds:F0} s.");
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, ct);
        }
    }

    private static double[] Numbers(string line) => [.. line.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
}
