using System.Globalization;
using Portal.Ipmi;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Bench;

/// <summary>Power status of 1,000 BMCs, a full session each, against ipmipower and ipmitool.</summary>
internal static class PowerStatusBench
{
    private const int Count = 1000;
    private const int ToolSample = 200;

    public static async Task RunAsync(Report report, int rounds, CancellationToken ct)
    {
        report.Line($"Power status of {Count} BMCs, a session each, cipher suite 3");
        using var farm = await Farm.StartAsync(Count, ct);
        string[] ipmipower = ["-h", farm.HostRange(Count), "-u", Farm.User, "-p", Farm.PasswordText, "-D", "LAN_2_0", "-I", "3", "--stat"];
        var hosts = string.Join(' ', farm.EndPoints.Take(ToolSample).Select(endPoint => endPoint.Address));
        string[] ipmitool = ["-c", $"printf '%s\\n' {hosts} | xargs -P16 -I{{}} ipmitool -I lanplus -C 3 -H {{}} -U {Farm.User} -P {Farm.PasswordText} power status"];
        string[] child = ["exec", Path.Combine(AppContext.BaseDirectory, "Portal.Bench.dll"), "--child", "power", Count.ToString(CultureInfo.InvariantCulture)];

        Costs warm = new(), fresh = new(), peer = new(), tool = new();
        for (var i = 0; i < 3; i++)
            await SweepAsync(farm, ct);
        for (var round = 0; round < rounds; round++)
        {
            warm.Add(await Usage.MeasureAsync(() => SweepAsync(farm, ct)));
            var (cost, output) = await External.RunAsync("/usr/sbin/ipmipower", ipmipower, ct);
            Check("ipmipower", output, ": on", Count);
            peer.Add(cost);
            (cost, output) = await External.RunAsync("dotnet", child, ct);
            Check("ours", output, "on", Count);
            fresh.Add(cost);
            if (round < 3)
            {
                (cost, output) = await External.RunAsync("/bin/sh", ipmitool, ct);
                Check("ipmitool", output, "Chassis Power is on", ToolSample);
                tool.Add(new Cost(cost.Wall * Count / ToolSample, cost.Cpu * Count / ToolSample));
            }
        }

        var sampled = $"ipmitool x16, {ToolSample} scaled, 3 r.";
        report.Ratio("wall, in a process that runs", "ipmipower", warm.WallMs, peer.WallMs, "ms");
        report.Ratio("wall, process start included", "ipmipower", fresh.WallMs, peer.WallMs, "ms");
        report.Ratio("wall, in a process that runs", sampled, warm.WallMs, tool.WallMs, "ms");
        report.Ratio("CPU, in a process that runs", "ipmipower", warm.CpuMs, peer.CpuMs, "ms");
        report.Ratio("CPU, process start included", "ipmipower", fresh.CpuMs, peer.CpuMs, "ms");
        report.Ratio("CPU, in a process that runs", sampled, warm.CpuMs, tool.CpuMs, "ms");
    }

    /// <summary>One sweep over all of the farm; throws unless every host is on.</summary>
    public static Task SweepAsync(Farm farm, CancellationToken ct) => SweepAsync(farm.EndPoints.Select(farm.Options), ct);

    public static async Task SweepAsync(IEnumerable<BmcSessionOptions> bmcs, CancellationToken ct)
    {
        await foreach (var result in BmcSweep.RunAsync(bmcs, new GetChassisStatus(), BmcSweep.DefaultConcurrency, ct))
        {
            if (result.Error is not null || !result.Response.IsOn)
                throw new InvalidOperationException($"{result.Bmc.EndPoint} is not on: {result.Error?.Message}");
        }
    }

    private static void Check(string program, string output, string expected, int count)
    {
        var seen = output.Split('\n').Count(l => l.Contains(expected, StringComparison.Ordinal));
        if (seen != count)
            throw new InvalidOperationException($"{program} answered for {seen} of {count}.");
    }
}
