using System.Net;
using Portal.BmcSim;
using Portal.Ipmi;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Bench;

/// <summary>One cold power status through a network that loses packets: how often it succeeds, and how long it takes.</summary>
internal static class LossBench
{
    private const int Bmcs = 200;
    private const int ToolTries = 64;
    private const int PeersAtOnce = 32;
    private const int SlotTries = 1000;

    public static async Task RunAsync(Report report, int rounds, CancellationToken ct)
    {
        report.Line($"One cold power status through a relay that loses packets each way; {rounds} x {Bmcs} tries of ours, {Bmcs} of ipmipower, {ToolTries} of ipmitool, a process for each of theirs");
        using (var farm = await Farm.StartAsync(Bmcs, ct))
        await using (var relay = new Relay(farm.EndPoints))
        {
            await OursAsync(farm, relay, ct);
            foreach (var loss in new[] { 0, 0.01, 0.05, 0.1 })
            {
                relay.Loss = loss;
                var ours = new Tries();
                for (var round = 0; round < rounds; round++)
                    await OursAsync(farm, relay, ct, ours);

                report.Line($"  loss {loss:P0}");
                report.Line($"    ours       {ours}");
                report.Line($"    ipmipower  {await PeerAsync("/usr/sbin/ipmipower", relay.EndPoints, ": on", token => ["-h", token, "-u", Farm.User, "-p", Farm.PasswordText, "-D", "LAN_2_0", "-I", "3", "--stat"], ct)}");
                report.Line($"    ipmitool   {await PeerAsync("ipmitool", relay.EndPoints[..ToolTries], "is on", token => ["-I", "lanplus", "-C", "3", "-H", token, "-U", Farm.User, "-P", Farm.PasswordText, "power", "status"], ct)}");
                report.Goal($"success at {loss:P0} loss", ours.Success, "%", "100", ours.Failed == 0);
                report.Goal($"p99 at {loss:P0} loss", ours.P99, "s", "< 3", ours.P99 < 3);
            }
        }

        await OneSlotAsync(report, ct);
    }

    private static async Task OursAsync(Farm farm, Relay relay, CancellationToken ct, Tries? tries = null)
    {
        await foreach (var result in BmcSweep.RunAsync(relay.EndPoints.Select(farm.Options), new GetChassisStatus(), BmcSweep.DefaultConcurrency, ct))
            tries?.Add(result.Elapsed, result.Error is null);
    }

    /// <summary>A process for each try, some at once: they wait more than they work.</summary>
    private static async Task<Tries> PeerAsync(string program, IPEndPoint[] endPoints, string success, Func<string, string[]> arguments, CancellationToken ct)
    {
        var tries = new Tries();
        await Parallel.ForEachAsync(endPoints, new ParallelOptions { MaxDegreeOfParallelism = PeersAtOnce, CancellationToken = ct }, async (endPoint, token) =>
        {
            var (cost, output) = await External.RunAsync(program, arguments(endPoint.Address.ToString()), token, mayFail: true);
            lock (tries)
                tries.Add(cost.Wall, output.Contains(success, StringComparison.Ordinal));
        });
        return tries;
    }

    /// <summary>Handshakes under loss, with an eye on the slots of each BMC.</summary>
    private static async Task OneSlotAsync(Report report, CancellationToken ct)
    {
        var most = 0;
        var opened = 0;
        await using var farm = SimulatedFarm.Start(SlotTries, new IPEndPoint(IPAddress.Parse("127.89.0.1"), 623), (_, o) => o with { Line = SimLine.Silent, SessionSlots = 2 });
        foreach (var bmc in farm.Bmcs)
            bmc.Faults.Loss = 0.1;
        using var password = SecretBytes.FromText(Farm.PasswordText);
        await Parallel.ForEachAsync(farm.Bmcs, new ParallelOptions { MaxDegreeOfParallelism = 100, CancellationToken = ct }, async (bmc, token) =>
        {
            var options = new BmcSessionOptions { EndPoint = bmc.EndPoint, UserName = Farm.User, Password = password, Privilege = PrivilegeLevel.User };
            using var watching = CancellationTokenSource.CreateLinkedTokenSource(token);
            var watch = bmc.WaitUntilAsync(b =>
            {
                var slots = b.SlotsInUse;
                InterlockedMax(ref most, slots);
                return false;
            }, watching.Token);
            var session = await BmcSession.OpenAsync(options, token);
            Interlocked.Increment(ref opened);
            InterlockedMax(ref most, bmc.SlotsInUse);
            await watching.CancelAsync();
            await watch.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await session.DisposeAsync();
        });
        report.Goal($"most slots a handshake took, of {opened} at 10 % loss", most, "", "1", most == 1);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
