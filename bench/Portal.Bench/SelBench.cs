using Portal.Ipmi;
using Portal.Ipmi.Events;
using Portal.Ipmi.Sensors;

namespace Portal.Bench;

/// <summary>An event log of two thousand entries, read whole and put into words, a session each time.</summary>
internal static class SelBench
{
    private const int Entries = 2000;

    public static async Task RunAsync(Report report, int rounds, CancellationToken ct)
    {
        report.Line($"An event log of {Entries} entries, read and put into words, sensor records cached");
        using var farm = await Farm.StartAsync(1, ct, "--profile", "large", "--steady");
        var directory = Directory.CreateTempSubdirectory("pilotlight-bench-").FullName;
        try
        {
            var host = farm.EndPoints[0].Address.ToString();
            string[] ipmiSel = ["-h", host, "-u", Farm.User, "-p", Farm.PasswordText, "-D", "LAN_2_0", "-I", "3", "-l", "ADMIN", "--sdr-cache-directory", directory, "--quiet-cache"];
            string[] ipmitool = ["-I", "lanplus", "-C", "3", "-H", host, "-U", Farm.User, "-P", Farm.PasswordText];
            var dump = Path.Combine(directory, "sdr.dump");
            SdrRepository records;
            await using (var session = await BmcSession.OpenAsync(farm.Options(farm.EndPoints[0]), ct))
                records = await new SdrReader(session).ReadAsync(ct);
            await External.RunAsync("ipmitool", [.. ipmitool, "sdr", "dump", dump], ct);
            await External.RunAsync("/usr/sbin/ipmi-sel", ipmiSel, ct);
            for (var i = 0; i < 3; i++)
                await ReadAsync(farm, records, ct);

            Costs ours = new(), peer = new(), tool = new();
            for (var round = 0; round < rounds; round++)
            {
                ours.Add(await Usage.MeasureAsync(() => ReadAsync(farm, records, ct)));
                var (cost, output) = await External.RunAsync("/usr/sbin/ipmi-sel", ipmiSel, ct);
                Check("ipmi-sel", output);
                peer.Add(cost);
                (cost, output) = await External.RunAsync("ipmitool", [.. ipmitool, "-S", dump, "sel", "elist"], ct);
                Check("ipmitool", output);
                tool.Add(cost);
            }

            report.Ratio("wall", "ipmi-sel", ours.WallMs, peer.WallMs, "ms");
            report.Ratio("wall", "ipmitool -S sel elist", ours.WallMs, tool.WallMs, "ms");
            report.Ratio("CPU", "ipmi-sel", ours.CpuMs, peer.CpuMs, "ms");
            report.Ratio("CPU", "ipmitool -S sel elist", ours.CpuMs, tool.CpuMs, "ms");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task ReadAsync(Farm farm, SdrRepository records, CancellationToken ct)
    {
        await using var session = await BmcSession.OpenAsync(farm.Options(farm.EndPoints[0]), ct);
        var log = await new SelReader(session).ReadAsync(since: null, ct);
        var context = new EventContext { Sensors = new SdrEventSensors(records) };
        var lines = log.Records.Select(record => EventDescription.Of(record, context).ToString()).Count(line => line.Length > 0);
        if (lines != Entries)
            throw new InvalidOperationException($"The log has {lines} entries instead of {Entries}.");
    }

    private static void Check(string program, string output)
    {
        var seen = output.Split('\n').Count(line => line.Contains("FAN", StringComparison.Ordinal) || line.Contains("PSU", StringComparison.Ordinal));
        if (seen != Entries)
            throw new InvalidOperationException($"{program} read {seen} of {Entries} entries.");
    }
}
