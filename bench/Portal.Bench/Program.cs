using System.Diagnostics;
using Portal.Bench;

// Usage: Portal.Bench [--only power,live,sessions,loss,silent,sensors,sel,audit,record,screens,echo] [--rounds N]
//        Portal.Bench consoles [--minutes 10] [--consoles 500] [--viewers 1000] [--stalled 200] [--no-burst] ...
//        Portal.Bench kill [--times 50] [--consoles 20] [--seed 1]
//        Portal.Bench revoke [--times 20]
//        Portal.Bench rotation [--bmcs 500] [--kills 20] [--seed 1] [--idle 60]
//        Portal.Bench peers [--rounds N] [--quick]
//        Portal.Bench fleet [--servers 5000] [--rounds 9] [--circuits 5]
//        Portal.Bench poll [--bmcs 5000] [--minutes 4] [--dead 0.05] [--slow 0.05]
//        Portal.Bench search [--gigabytes 10] [--consoles 200] [--no-peers]
// Prints ratios against peers; a whole run is kept under bench/results. "--child ..." is the bench calling itself.
if (args is ["--child", .. var rest])
    return await Child.RunAsync(rest);

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
if (args is ["rotation", ..])
    return await Portal.Bench.Rotation.RotationBench.RunAsync(args[1..], stop.Token);
if (args is ["kill", ..])
    return await Portal.Bench.Kill.KillBench.RunAsync(args[1..], stop.Token);
if (args is ["revoke", ..])
    return await Portal.Bench.Revoke.RevokeBench.RunAsync(args[1..], stop.Token);
if (args is ["consoles" or "peers" or "search" or "fleet" or "poll", ..])
    return await Scenarios.RunAsync(args[0], args[1..], stop.Token);

var wanted = Argument("--only")?.Split(',').ToHashSet();
var rounds = int.Parse(Argument("--rounds") ?? "5", System.Globalization.CultureInfo.InvariantCulture);
(string Name, Func<Report, int, CancellationToken, Task> RunAsync)[] benches =
[
    ("power", PowerStatusBench.RunAsync),
    ("live", LiveBench.RunAsync),
    ("sessions", SessionsBench.RunAsync),
    ("loss", LossBench.RunAsync),
    ("silent", SilentBench.RunAsync),
    ("record", RecordBench.RunAsync),
    ("screens", ScreenBench.RunAsync),
    ("sensors", SensorBench.RunAsync),
    ("sel", SelBench.RunAsync),
    ("audit", AuditBench.RunAsync),
    ("echo", (report, _, ct) => EchoBench.RunAsync(report, keystrokes: 300, ct)),
];

if (wanted is not null && wanted.FirstOrDefault(name => benches.All(bench => bench.Name != name)) is { } unknown)
{
    Console.Error.WriteLine($"There is no bench \"{unknown}\": {string.Join(", ", benches.Select(bench => bench.Name))}.");
    return 2;
}

foreach (var program in new[] { "ipmitool", "ipmipower", "ipmi-sensors", "ipmi-sel" })
{
    if (!External.Exists(program))
    {
        Console.Error.WriteLine($"{program} is not installed; the peers come from the Debian packages ipmitool and freeipmi-tools.");
        return 1;
    }
}

var report = new Report();
report.Line($"Machine: {Environment.ProcessorCount} cores, .NET {Environment.Version}; medians of {rounds} rounds unless said otherwise, peers and ours in turn against the same simulator process.");
var watch = Stopwatch.StartNew();
foreach (var (name, runAsync) in benches)
{
    if (wanted?.Contains(name) == false)
        continue;
    var began = watch.Elapsed;
    try
    {
        report.Line();
        await runAsync(report, rounds, stop.Token);
        report.Line($"  ({(watch.Elapsed - began).TotalSeconds:F0} s)");
    }
    catch (Exception e) when (e is not OperationCanceledException)
    {
        Console.Error.WriteLine(e);
        return 1;
    }
}

report.Line();
report.Line($"Took {watch.Elapsed.TotalSeconds:F0} s.");
if (wanted is null)
    report.Save("bench");
return 0;

string? Argument(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
