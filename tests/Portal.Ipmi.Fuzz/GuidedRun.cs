namespace Portal.Ipmi.Fuzz;

/// <summary>
/// Inputs bred by coverage: one that takes a new branch of the instrumented library is kept and damaged further. Runs in a process whose Portal.Ipmi.dll was
/// instrumented (<see cref="Instrumentation"/>).
/// </summary>
internal static class GuidedRun
{
    private const int LargestPool = 4000;

    /// <summary>Spreads so many inputs over the targets. <paramref name="found"/> takes every input that was kept.</summary>
    public static Tally Run(CoverageMap map, IReadOnlyList<FuzzTarget> targets, IReadOnlyDictionary<string, List<byte[]>> seeds, long inputs, ulong seed, Action<string, byte[]> found)
    {
        var weight = targets.Sum(RandomRun.Weight);
        var tally = new Tally();
        var findings = new List<Finding>();
        foreach (var target in targets)
        {
            var share = Math.Max(1, (long)Math.Ceiling(inputs * RandomRun.Weight(target) / weight));
            var judge = new Judge(lookEvery: 256);
            var mutator = new Mutator(new Dice(seed + (ulong)findings.Count + (ulong)tally.Inputs));
            var pool = new List<byte[]>();
            var buffer = new byte[target.MaxInput];
            var own = seeds.TryGetValue(target.Name, out var given) ? given : [];
            long tried = 0;
            for (; tried < share || tried < own.Count; tried++)
            {
                int length;
                if (tried < own.Count)
                {
                    length = Math.Min(own[(int)tried].Length, buffer.Length);
                    own[(int)tried].AsSpan(0, length).CopyTo(buffer);
                }
                else
                {
                    length = mutator.Make(pool, buffer);
                }

                map.Clear();
                var input = buffer.AsSpan(0, length);
                if (judge.Try(target, input) is { } what)
                {
                    findings.Add(new Finding(target.Name, input.ToArray(), what));
                    break;
                }

                if (map.AddNew() && pool.Count < LargestPool)
                {
                    pool.Add(input.ToArray());
                    found(target.Name, input.ToArray());
                }
            }

            tally = tally with
            {
                Inputs = tally.Inputs + tried,
                Accepted = tally.Accepted + judge.Accepted,
                MostAllocated = target is Targets.ReaderTarget ? tally.MostAllocated : Math.Max(tally.MostAllocated, judge.MostAllocated),
                Longest = target is Targets.ReaderTarget || judge.Longest < tally.Longest ? tally.Longest : judge.Longest,
            };
        }

        return tally with { Findings = findings };
    }
}
