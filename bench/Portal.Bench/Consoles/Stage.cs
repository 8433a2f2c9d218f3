using System.Diagnostics;

namespace Portal.Bench.Consoles;

/// <summary>The three processes under observation for a while: processor time of each, and the portal's memory once a second.</summary>
internal sealed class Stage(PortalProcess portal, Companion farm, Companion load)
{
    private readonly List<(double Seconds, double Resident, double Heap)> _memory = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly ProcessFigures[] _before = [portal.Figures, ProcessFigures.Of(farm.Id), ProcessFigures.Of(load.Id)];
    private readonly RuntimeFigures _runtimeBefore = portal.Runtime;
    private ProcessFigures[] _after = [];
    private RuntimeFigures _runtimeAfter;

    /// <summary>Median of the last tenth, in MiB.</summary>
    public double ResidentAtEnd => Report.Median(_memory.Skip(_memory.Count * 9 / 10).Select(sample => sample.Resident));

    /// <summary>Median of the last tenth, in MiB.</summary>
    public double HeapAtEnd => Report.Median(_memory.Skip(_memory.Count * 9 / 10).Select(sample => sample.Heap));

    /// <summary>Growth of the second half, by least squares, in MiB a minute.</summary>
    public double ResidentSlope => Slope(sample => sample.Resident);

    public double HeapSlope => Slope(sample => sample.Heap);

    public double Seconds => _watch.Elapsed.TotalSeconds;

    public async Task WatchAsync(TimeSpan time, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (_watch.Elapsed < time && await timer.WaitForNextTickAsync(ct))
            Sample();
    }

    public async Task WatchAsync(Task until, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (!until.IsCompleted && await timer.WaitForNextTickAsync(ct))
            Sample();
        await until;
    }

    public void End()
    {
        _watch.Stop();
        _after = [portal.Figures, ProcessFigures.Of(farm.Id), ProcessFigures.Of(load.Id)];
        _runtimeAfter = portal.Runtime;
    }

    public void Tell(Report report)
    {
        var shares = _after.Zip(_before, (after, before) => (after.Cpu - before.Cpu).TotalSeconds / Seconds * 100).ToArray();
        report.Line($"  processor time                         portal {shares[0]:F1} % of a core, simulated consoles {shares[1]:F1} %, viewers {shares[2]:F1} %; all {shares.Sum():F1} % of 200");
        report.Line($"  portal's memory at the end             {ResidentAtEnd:F0} MiB resident, {HeapAtEnd:F0} MiB managed heap, {_runtimeAfter.Committed / 1048576.0:F0} MiB held by the collector");
        report.Line($"  growth in the second half              {ResidentSlope:F2} MiB a minute resident, {HeapSlope:F2} MiB a minute managed heap");
        report.Line($"  portal's collector                     {(_runtimeAfter.Allocated - _runtimeBefore.Allocated) / 1048576.0 / Seconds:F1} MiB/s allocated, {_runtimeAfter.Collections - _runtimeBefore.Collections} collections ({_runtimeAfter.FullCollections - _runtimeBefore.FullCollections} full), {(_runtimeAfter.PauseMilliseconds - _runtimeBefore.PauseMilliseconds) / Seconds / 10:F2} % of the time paused");
    }

    private void Sample() => _memory.Add((_watch.Elapsed.TotalSeconds, portal.Figures.ResidentBytes / 1048576.0, portal.Runtime.Heap / 1048576.0));

    private double Slope(Func<(double Seconds, double Resident, double Heap), double> value)
    {
        var half = _memory.Skip(_memory.Count / 2).ToArray();
        if (half.Length < 2)
            return 0;
        var (x, y) = (half.Average(sample => sample.Seconds), half.Average(value));
        var spread = half.Sum(sample => (sample.Seconds - x) * (sample.Seconds - x));
        return half.Sum(sample => (sample.Seconds - x) * (value(sample) - y)) / spread * 60;
    }
}
