namespace Portal.Ipmi.Fuzz;

/// <summary>Random and damaged inputs for every target, as fast as they go. The same seed gives the same inputs.</summary>
internal static class RandomRun
{
    // A reader takes thousands of answers where a decoder takes one.
    private const int ReaderShare = 200;

    /// <summary>Spreads so many inputs over the targets; a target that fails is left alone from then on.</summary>
    public static Tally Run(IReadOnlyList<FuzzTarget> targets, IReadOnlyDictionary<string, List<byte[]>> seeds, long inputs, ulong seed)
    {
        var weight = targets.Sum(Weight);
        var tally = new Tally();
        var findings = new List<Finding>();
        foreach (var target in targets)
        {
            var share = Math.Max(1, (long)Math.Ceiling(inputs * Weight(target) / weight));
            var judge = new Judge();
            var finding = Run(target, seeds.TryGetValue(target.Name, out var own) ? own : [], share, seed, judge, out var tried);
            if (finding is not null)
                findings.Add(finding);
            tally = tally with
            {
                Inputs = tally.Inputs + tried,
                Accepted = tally.Accepted + judge.Accepted,
                MostAllocated = IsReader(target) ? tally.MostAllocated : Math.Max(tally.MostAllocated, judge.MostAllocated),
                Longest = IsReader(target) || judge.Longest < tally.Longest ? tally.Longest : judge.Longest,
            };
        }

        return tally with { Findings = findings };
    }

    private static Finding? Run(FuzzTarget target, IReadOnlyList<byte[]> seeds, long inputs, ulong seed, Judge judge, out long tried)
    {
        var buffer = new byte[target.MaxInput];
        var mutator = new Mutator(new Dice(seed ^ Hash(target.Name)));
        tried = 0;
        foreach (var good in seeds)
        {
            tried++;
            var input = good.AsSpan(0, Math.Min(good.Length, target.MaxInput));
            if (judge.Try(target, input) is { } what)
                return new Finding(target.Name, input.ToArray(), what);
        }

        for (; tried < inputs; tried++)
        {
            var input = buffer.AsSpan(0, mutator.Make(seeds, buffer));
            if (judge.Try(target, input) is { } what)
                return new Finding(target.Name, input.ToArray(), what);
        }

        return null;
    }

    private static bool IsReader(FuzzTarget target) => target is Targets.ReaderTarget;

    /// <summary>A target's share of the inputs.</summary>
    internal static double Weight(FuzzTarget target) => IsReader(target) ? 1.0 / ReaderShare : 1;

    /// <summary>Stable, unlike string's own.</summary>
    private static ulong Hash(string text) => text.Aggregate(14695981039346656037UL, (hash, character) => (hash ^ character) * 1099511628211UL);
}
