using System.Diagnostics;
using Portal.Bench;

// Usage: Portal.Bench [power] [echo]   (none: all). Prints ratios against peers and keeps the report under bench/results.
var wanted = args.Where(a => !a.StartsWith('-')).ToHashSet();
bool Run(string name) => wanted.Count == 0 || wanted.Contains(name);

foreach (var program in new[] { "ipmitool", "ipmipower" })
{
    if (!External.Exists(program))
    {
        Console.Error.WriteLine($"{program} is not installed; the peers come from the Debian packages ipmitool and freeipmi-tools.");
        return 1;
    }
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

var report = new Report();
report.Line($"Machine: {Environment.ProcessorCount} cores, .NET {Environment.Version}; medians, peers and ours in turn against the same simulator process.");
var watch = Stopwatch.StartNew();
try
{
    if (Run("power"))
        await PowerStatusBench.RunAsync(report, count: 200, rounds: 7, stop.Token);
    if (Run("echo"))
        await EchoBench.RunAsync(report, keystrokes: 300, stop.Token);
}
catch (Exception e) when (e is not OperationCanceledException)
{
    Console.Error.WriteLine(e);
    return 1;
}

report.Line($"Took {watch.Elapsed.TotalSeconds:F0} s.");
report.Save("bench");
return 0;
