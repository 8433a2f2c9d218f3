using System.CommandLine;
using System.Diagnostics;
using Portal.Ipmi.Fuzz;

var inputs = new Option<long>("--inputs") { Description = "Inputs to try, over all targets.", DefaultValueFactory = _ => 1_000_000 };
var seed = new Option<ulong>("--seed") { Description = "Decides the inputs.", DefaultValueFactory = _ => 1 };
var only = new Option<string>("--only") { Description = "Only targets whose name contains this.", DefaultValueFactory = _ => "" };
only.Validators.Add(result =>
{
    if (Chosen(result.GetValueOrDefault<string>()).Length == 0)
        result.AddError($"No target's name contains \"{result.GetValueOrDefault<string>()}\"; the command \"list\" names them.");
});
var keep = new Option<FileInfo?>("--keep") { Description = "File for the inputs that took a new branch." };
var name = new Argument<string>("target") { Description = "Name of a target." };
var hex = new Argument<string>("bytes") { Description = "The input in hexadecimal.", DefaultValueFactory = _ => "" };

var list = new Command("list", "Names the targets.");
list.SetAction(_ =>
{
    foreach (var target in FuzzTargets.All)
        Console.WriteLine(target.Name);
    Console.WriteLine($"{FuzzTargets.All.Count} targets");
    foreach (var unmade in FuzzTargets.Unmade)
        Console.WriteLine($"No target for {unmade}");
});

var random = new Command("random", "Random and damaged inputs for every target.") { inputs, seed, only };
random.SetAction(async (parsed, ct) =>
{
    var targets = Chosen(parsed.GetValue(only)!);
    var seeds = await Seeds.CollectAsync(targets, ct);
    var started = Stopwatch.GetTimestamp();
    return Report(RandomRun.Run(targets, seeds, parsed.GetValue(inputs), parsed.GetValue(seed)), targets.Length, Stopwatch.GetElapsedTime(started), null);
});

var guided = new Command("guided", "Inputs bred by the branches they take, on an instrumented copy of the library.") { inputs, seed, only, keep };
guided.SetAction(async (parsed, ct) =>
{
    if (!Instrumentation.IsHere)
        return await Instrumentation.RunAgainAsync(args, ct);
    var map = CoverageMap.Install();
    var targets = Chosen(parsed.GetValue(only)!);
    var seeds = await Seeds.CollectAsync(targets, ct);
    var kept = new List<(string, byte[])>();
    var started = Stopwatch.GetTimestamp();
    var tally = GuidedRun.Run(map, targets, seeds, parsed.GetValue(inputs), parsed.GetValue(seed), (target, input) => kept.Add((target, input)));
    if (parsed.GetValue(keep) is { } file)
        Corpus.Write(file.FullName, kept);
    return Report(tally, targets.Length, Stopwatch.GetElapsedTime(started), $"{map.Edges} edges covered, {kept.Count} inputs kept");
});

var again = new Command("again", "One input, with what comes of it.") { name, hex };
again.SetAction(parsed =>
{
    var target = FuzzTargets.All.Single(target => target.Name == parsed.GetRequiredValue(name));
    var what = new Judge(lookEvery: 1).Try(target, Convert.FromHexString(parsed.GetValue(hex)!));
    Console.WriteLine(what ?? "All is well.");
    return what is null ? 0 : 1;
});

return await new RootCommand("Hostile bytes for everything in Portal.Ipmi that reads bytes.") { list, random, guided, again }.Parse(args).InvokeAsync();

static FuzzTarget[] Chosen(string part) => [.. FuzzTargets.All.Where(target => target.Name.Contains(part, StringComparison.OrdinalIgnoreCase))];

static int Report(Tally tally, int targets, TimeSpan time, string? more)
{
    foreach (var finding in tally.Findings)
        Console.WriteLine(finding);
    Console.WriteLine(
        $"{tally.Inputs:N0} inputs for {targets} targets in {time.TotalSeconds:0} s ({tally.Inputs / time.TotalSeconds:N0} per second); {tally.Accepted:N0} read without an exception; " +
        $"a decoder allocated {tally.MostAllocated:N0} bytes at most and took {tally.Longest.TotalMilliseconds:0.00} ms at most; {tally.Findings.Count} findings.");
    if (more is not null)
        Console.WriteLine(more);
    return tally.Findings.Count == 0 ? 0 : 1;
}
