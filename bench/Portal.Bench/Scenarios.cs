using Portal.Bench.Consoles;

namespace Portal.Bench;

/// <summary>Benches that are asked for by name and take a while; each is kept in a file of its own when it ran in full size.</summary>
internal static class Scenarios
{
    public static async Task<int> RunAsync(string name, string[] words, CancellationToken ct)
    {
        var arguments = new Arguments(words);
        var report = new Report();
        try
        {
            var plan = ConsolesPlan.Read(arguments);
            if (arguments.Unknown is { } unknown)
            {
                await Console.Error.WriteLineAsync($"There is no option {unknown} of {name}.");
                return 2;
            }

            await ConsolesBench.RunAsync(report, plan, ct);
            if (plan.IsWhole)
                report.Save(name);
            return 0;
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync($"An option of {name} is no number: {e.Message}");
            return 2;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(e.ToString());
            return 1;
        }
    }
}
