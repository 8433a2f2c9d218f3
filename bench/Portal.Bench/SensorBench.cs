using System.Net;
using Portal.Ipmi;
using Portal.Ipmi.Sensors;

namespace Portal.Bench;

/// <summary>Every sensor of servers with a hundred, records cached, a session each: one server and two hundred.</summary>
internal static class SensorBench
{
    private const int Count = 200;
    private const int ToolSample = 32;
    private const int Sensors = 100;

    public static async Task RunAsync(Report report, int rounds, CancellationToken ct)
    {
        report.Line($"Reading of {Sensors} sensors, records cached, a session each, cipher suite 3");
        using var farm = await Farm.StartAsync(Count, ct, "--profile", "large", "--steady");
        var directory = Directory.CreateTempSubdirectory("pilotlight-bench-").FullName;
        try
        {
            var cache = new InMemorySdrCache();
            string[] ipmitoolLogin = ["-I", "lanplus", "-C", "3", "-U", Farm.User, "-P", Farm.PasswordText];
            string[] ipmiSensors = ["-u", Farm.User, "-p", Farm.PasswordText, "-D", "LAN_2_0", "-I", "3", "-l", "USER", "--sdr-cache-directory", directory, "--quiet-cache", "-F", "64"];
            var dump = Path.Combine(directory, "sdr.dump");

            // Caches are filled, ours is compiled.
            await ReadAsync(farm, Count, cache, ct);
            await ReadAsync(farm, Count, cache, ct);
            await External.RunAsync("/usr/sbin/ipmi-sensors", [.. ipmiSensors, "-h", farm.HostRange(Count)], ct);
            await External.RunAsync("ipmitool", [.. ipmitoolLogin, "-H", farm.EndPoints[0].Address.ToString(), "sdr", "dump", dump], ct);

            foreach (var count in new[] { 1, Count })
            {
                Costs ours = new(), peer = new(), tool = new();
                var sample = Math.Min(count, ToolSample);
                var hosts = string.Join(' ', farm.EndPoints.Take(sample).Select(endPoint => endPoint.Address));
                string[] ipmitool = ["-c", $"printf '%s\\n' {hosts} | xargs -P16 -I{{}} ipmitool {string.Join(' ', ipmitoolLogin)} -S {dump} -H {{}} sdr elist all"];
                for (var round = 0; round < rounds; round++)
                {
                    ours.Add(await Usage.MeasureAsync(() => ReadAsync(farm, count, cache, ct)));
                    var (cost, output) = await External.RunAsync("/usr/sbin/ipmi-sensors", [.. ipmiSensors, "-h", farm.HostRange(count)], ct);
                    Check("ipmi-sensors", output, count * Sensors, "DIMM", "FAN", "VR", "CPU", "PSU", "Drive");
                    peer.Add(cost);
                    if (round < 3)
                    {
                        (cost, output) = await External.RunAsync("/bin/sh", ipmitool, ct);
                        Check("ipmitool", output, sample * Sensors, "DIMM", "FAN", "VR", "CPU", "PSU", "Drive");
                        tool.Add(new Cost(cost.Wall * count / sample, cost.Cpu * count / sample));
                    }
                }

                var servers = count == 1 ? "one server" : $"{count} servers";
                var sampled = count == 1 ? "ipmitool -S, 3 r." : $"ipmitool -S x16, {sample} scaled, 3 r.";
                report.Ratio($"wall, {servers}", "ipmi-sensors, warm", ours.WallMs, peer.WallMs, "ms");
                report.Ratio($"wall, {servers}", sampled, ours.WallMs, tool.WallMs, "ms");
                report.Ratio($"CPU, {servers}", "ipmi-sensors, warm", ours.CpuMs, peer.CpuMs, "ms");
                report.Ratio($"CPU, {servers}", sampled, ours.CpuMs, tool.CpuMs, "ms");
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static Task ReadAsync(Farm farm, int count, InMemorySdrCache cache, CancellationToken ct) => Parallel.ForEachAsync(
        farm.EndPoints.Take(count),
        new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = ct },
        async (endPoint, token) => await ReadAsync(farm, endPoint, cache, token));

    private static async Task ReadAsync(Farm farm, IPEndPoint endPoint, InMemorySdrCache cache, CancellationToken ct)
    {
        await using var session = await BmcSession.OpenAsync(farm.Options(endPoint), ct);
        var readings = new List<SensorReading>(Sensors);
        await new SensorReader(session, new SensorReaderOptions { Cache = cache, CacheIdentity = endPoint.ToString(), Thresholds = ThresholdUse.None }).ReadAllAsync(readings, ct);
        var lines = readings.Where(reading => reading.IsAvailable).Select(reading => $"{reading.Sensor.Name} {reading} {reading.Severity}").Count(line => line.Length > 0);
        if (lines != Sensors)
            throw new InvalidOperationException($"{endPoint} has {lines} readings instead of {Sensors}.");
    }

    private static void Check(string program, string output, int expected, params string[] names)
    {
        var seen = output.Split('\n').Count(line => names.Any(name => line.Contains(name, StringComparison.Ordinal)));
        if (seen < expected)
            throw new InvalidOperationException($"{program} read {seen} of {expected} sensors.");
    }
}
