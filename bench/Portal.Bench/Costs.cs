namespace Portal.Bench;

/// <summary>The costs of some rounds of the same work.</summary>
internal sealed class Costs
{
    private readonly List<Cost> _rounds = [];

    public double WallMs => Report.Median(_rounds.Select(round => round.Wall.TotalMilliseconds));

    public double CpuMs => Report.Median(_rounds.Select(round => round.Cpu.TotalMilliseconds));

    public void Add(Cost cost) => _rounds.Add(cost);
}
