using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Search;
using Portal.Fleet.Consoles.Storage;

namespace Portal.Bench.Search;

/// <summary>
/// Search in the records of many consoles while they grow, from the page cache and from the disk; at the end beside grep and zgrep over the same lines. Every
/// search ends by itself after 1.8 s and then says how far it got.
/// </summary>
internal sealed class SearchBench : IDisposable
{
    private const double GoalSeconds = 2;
    private const int Limit = 200;
    private const long Gigabyte = 1_000_000_000;
    private const int RecentBytes = 100_000;
    private const int Rounds = 3;

    private static readonly int[] s_measured = [1, 2, 5];

    private static readonly TimeSpan s_span = TimeSpan.FromDays(30);

    private readonly Report _report;
    private readonly SearchPlan _plan;
    private readonly string _directory;
    private readonly string _records;
    private readonly string _peers;
    private readonly RecordOptions _options = new() { Retention = new RecordRetention(TimeSpan.FromDays(90), long.MaxValue / 2) };
    private readonly SyntheticRecord[] _consoles;
    private readonly long _begin;
    private readonly long _end;

    private SearchBench(Report report, SearchPlan plan)
    {
        _report = report;
        _plan = plan;
        _directory = Path.Combine(AppContext.BaseDirectory, "search-bench");
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
        _records = Directory.CreateDirectory(Path.Combine(_directory, "records")).FullName;
        _peers = Directory.CreateDirectory(Path.Combine(_directory, "peers")).FullName;
        _end = TimeProvider.System.GetUtcNow().AddHours(-1).ToUnixTimeMilliseconds();
        _begin = _end - (long)s_span.TotalMilliseconds;
        _consoles = [.. Enumerable.Range(0, plan.Consoles).Select(host => new SyntheticRecord(new RecordDisk(), _options, _records, plan.Peers ? _peers : null, host))];
    }

    public static async Task RunAsync(Report report, SearchPlan plan, CancellationToken ct)
    {
        using var bench = new SearchBench(report, plan);
        await bench.RunAsync(ct);
    }

    public void Dispose()
    {
        foreach (var console in _consoles)
            console.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task RunAsync(CancellationToken ct)
    {
        _report.Line($"Search in {_plan.Gigabytes} GB that {_plan.Consoles} consoles printed within {s_span.TotalDays:F0} days; at most {Limit} lines, newest first. \"Cold\": no file in the kernel's memory.");
        _report.Line($"Machine: {Environment.ProcessorCount} cores, .NET {Environment.Version}.");
        var indexed = 0;
        for (var step = 0; step < _plan.Gigabytes; step++)
        {
            var cost = await Usage.MeasureAsync(() => PrintAsync(step, ct));
            var isLast = step + 1 == _plan.Gigabytes;
            if (!isLast && !s_measured.Contains(step + 1))
                continue;
            var packed = Size(_records, ".seg");
            PageCache.Forget(_records);
            await using var store = new ConsoleStore(_records, _options, new RecordDisk(), TimeProvider.System, NullLogger<ConsoleStore>.Instance);
            var watch = Stopwatch.StartNew();
            store.Start();
            foreach (var console in _consoles)
                store.Open(console.Id);
            var opened = watch.Elapsed;
            using var indexer = new RecordIndexer(store, null!, TimeProvider.System, NullLogger<RecordIndexer>.Instance);
            var indexing = await Usage.MeasureAsync(() =>
            {
                indexer.IndexAll(_ => ConsoleCharset.Auto, ct);
                return Task.CompletedTask;
            });
            var index = Size(_records, ".idx");
            _report.Line();
            _report.Line($"{step + 1} GB: {packed / 1e6:F0} MB packed (1 : {(step + 1) * 1e9 / packed:F1}), index {index / 1e6:F0} MB; opened from the disk in {opened.TotalSeconds:F2} s");
            _report.Line($"  processor time: packing the last GB {cost.Cpu.TotalSeconds:F0} s{(_plan.Peers ? ", with the peers' files" : "")}; indexing {step + 1 - indexed} GB {indexing.Cpu.TotalSeconds:F1} s");
            indexed = step + 1;
            if (isLast)
            {
                foreach (var console in _consoles)
                    await PrintRecentAsync(store.Open(console.Id), ct);
            }

            await SearchAsync(store, indexer, isLast, ct);
        }

        if (_plan.Peers)
            await RunPeersAsync(ct);
    }

    /// <summary>A gigabyte more on all consoles, on all cores. The rare lines come at known places.</summary>
    private async Task PrintAsync(int step, CancellationToken ct)
    {
        var share = (_end - _begin) / _plan.Gigabytes;
        var from = _begin + (step * share);
        await Parallel.ForEachAsync(Enumerable.Range(0, _consoles.Length), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct }, (host, _) =>
        {
            List<string> planted = [];
            if (host % 100 == 7)
                planted.Add("[  413.558120] Kernel panic - not syncing: Fatal machine check on CPU 3");
            if (host == 31 && step == 0)
                planted.Add("Chassis serial QX7-4411-ZK, asset 00815");
            _consoles[host].Print(Gigabyte / _consoles.Length, from, from + share, planted);
            _consoles[host].Finish();
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>What is in no segment yet.</summary>
    private static async Task PrintRecentAsync(IConsoleRecord record, CancellationToken ct)
    {
        var console = new ConsoleSession(record, TimeSpan.FromMinutes(5), TimeProvider.System, () => { });
        var prose = new ConsoleProse(record.GetHashCode());
        var line = new byte[1024];
        for (var count = 0; count < RecentBytes;)
        {
            var length = prose.Line(line);
            await console.AppendAsync(line.AsMemory(0, length), ct);
            count += length;
        }
    }

    private async Task SearchAsync(ConsoleStore store, RecordIndexer indexer, bool all, CancellationToken ct)
    {
        var consoles = _consoles.Select((console, host) => new SearchConsole(console.Id, $"host-{host:d4}", ConsoleCharset.Auto)).ToArray();
        using var search = new ConsoleSearch(store, indexer, TimeProvider.System);
        foreach (var probe in all ? SearchProbe.All : SearchProbe.All.Take(1))
        {
            PageCache.Forget(_records);
            var cold = await probe.RunAsync(search, consoles, Limit, ct);
            List<SearchProbe.Outcome> warm = [];
            for (var round = 0; round < Rounds; round++)
                warm.Add(await probe.RunAsync(search, consoles, Limit, ct));
            var outcome = warm.OrderBy(one => one.Elapsed).ElementAt(warm.Count / 2);
            _report.Goal(probe.Name, outcome.Elapsed.TotalSeconds, "s", "< 2 s", warm.All(one => one.Elapsed.TotalSeconds < GoalSeconds));
            _report.Line($"    {outcome}");
            _report.Goal("    cold", cold.Elapsed.TotalSeconds, "s", "< 2 s", cold.Elapsed.TotalSeconds < GoalSeconds);
            _report.Line($"    {cold}");
            probe.Warm = outcome;
            probe.Cold = cold;
        }
    }

    private async Task RunPeersAsync(CancellationToken ct)
    {
        foreach (var console in _consoles)
            console.Dispose();
        _report.Line();
        _report.Line($"Peers: the same lines, a file for each console, {Environment.ProcessorCount} processes at a time, C locale, letter case ignored as ours does: {Size(_peers, ".log") / 1e6:F0} MB of text, {Size(_peers, ".gz") / 1e6:F0} MB of gzip");
        foreach (var probe in SearchProbe.All.Where(probe => probe.Text is not null))
        {
            await CompareAsync("zgrep over gzip files", probe, $"find . -name '*.gz' -print0 | xargs -0 -n 8 -P {Environment.ProcessorCount} zgrep -F -i -e '{probe.Text}' | wc -l", ct);
            await CompareAsync("grep over text files", probe, $"find . -name '*.log' -print0 | xargs -0 -n 8 -P {Environment.ProcessorCount} grep -F -i -e '{probe.Text}' | wc -l", ct);
        }
    }

    private async Task CompareAsync(string peer, SearchProbe probe, string command, CancellationToken ct)
    {
        PageCache.Forget(_peers);
        var (cold, coldOutput) = await External.RunAsync("sh", ["-c", $"cd '{_peers}' && LC_ALL=C && export LC_ALL && {command}"], ct);
        var (warm, output) = await External.RunAsync("sh", ["-c", $"cd '{_peers}' && LC_ALL=C && export LC_ALL && {command}"], ct);
        if (output != coldOutput)
            throw new InvalidOperationException($"{peer} does not find the same lines twice.");
        _report.Line($"  {probe.Name}: {peer} found {output.Trim()} lines");
        _report.Ratio("    warm", peer, probe.Warm!.Elapsed.TotalSeconds, warm.Wall.TotalSeconds, "s");
        _report.Ratio("    cold", peer, probe.Cold!.Elapsed.TotalSeconds, cold.Wall.TotalSeconds, "s");
    }

    private static long Size(string directory, string extension) =>
        new DirectoryInfo(directory).EnumerateFiles("*" + extension, SearchOption.AllDirectories).Sum(file => file.Length);
}
