using Portal.Bench.Consoles;
using Portal.Bench.FleetPage;
using Portal.Bench.Peers;
using Portal.Bench.Polling;
using Portal.Bench.Search;

namespace Portal.Bench;

/// <summary>Benches that are asked for by name and take a while; each is kept in a file of its own when it ran in full size.</summary>
internal static class Scenarios
{
    private static readonly string[] s_peers = ["ipmitool", "ipmiconsole", "conman", "conmand"];

    public static async Task<int> RunAsync(string name, string[] words, CancellationToken ct)
    {
        var arguments = new Arguments(words);
        var report = new Report();
        try
        {
            return name switch
            {
                "consoles" => await RunConsolesAsync(report, arguments, ct),
                "fleet" => await RunFleetAsync(report, arguments, ct),
                "poll" => await RunPollAsync(report, arguments, ct),
                "search" => await RunSearchAsync(report, arguments, ct),
                _ => await RunPeersAsync(report, arguments, ct),
            };
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync($"An option of \"{name}\" is no number: {e.Message}");
            return 2;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(e.ToString());
            return 1;
        }
    }

    private static async Task<int> RunConsolesAsync(Report report, Arguments arguments, CancellationToken ct)
    {
        var plan = ConsolesPlan.Read(arguments);
        if (IsUnknown(arguments))
            return 2;
        await ConsolesBench.RunAsync(report, plan, ct);
        if (plan.IsWhole)
            report.Save("consoles");
        return 0;
    }

    private static async Task<int> RunFleetAsync(Report report, Arguments arguments, CancellationToken ct)
    {
        const int Whole = 5000;
        var (servers, rounds, circuits) = (arguments.Whole("--servers", Whole), arguments.Whole("--rounds", 9), arguments.Whole("--circuits", 5));
        if (IsUnknown(arguments))
            return 2;
        await FleetBench.RunAsync(report, servers, rounds, circuits, ct);
        if (servers >= Whole)
            report.Save("fleet");
        return 0;
    }

    private static async Task<int> RunSearchAsync(Report report, Arguments arguments, CancellationToken ct)
    {
        var plan = SearchPlan.Read(arguments);
        if (IsUnknown(arguments))
            return 2;
        await SearchBench.RunAsync(report, plan, ct);
        if (plan.IsWhole)
            report.Save("search");
        return 0;
    }

    private static async Task<int> RunPollAsync(Report report, Arguments arguments, CancellationToken ct)
    {
        var plan = PollPlan.Read(arguments);
        if (IsUnknown(arguments))
            return 2;
        await PollBench.RunAsync(report, plan, ct);
        if (plan.IsWhole)
            report.Save("poll");
        return 0;
    }

    private static async Task<int> RunPeersAsync(Report report, Arguments arguments, CancellationToken ct)
    {
        var plan = PeersPlan.Read(arguments);
        if (IsUnknown(arguments))
            return 2;
        string[] missing = [.. s_peers.Where(program => !External.Exists(program))];
        if (missing.Length > 0)
        {
            await Console.Error.WriteLineAsync($"Not installed: {string.Join(", ", missing)}. The Debian packages are ipmitool, freeipmi-tools and conman.");
            return 1;
        }

        await PeersBench.RunAsync(report, plan, ct);
        if (plan.IsWhole)
            report.Save("peers");
        return 0;
    }

    private static bool IsUnknown(Arguments arguments)
    {
        if (arguments.Unknown is not { } unknown)
            return false;
        Console.Error.WriteLine($"There is no option {unknown}.");
        return true;
    }
}
