namespace Portal.BmcSim;

/// <summary>Seeded chance. A rate of 0 draws nothing, so that faults that are off do not shift the others.</summary>
internal sealed class FaultDice(int seed)
{
    private Random? _random;

    private Random Random => _random ??= new Random(seed);

    public bool Hits(double rate) => rate > 0 && Random.NextDouble() < rate;

    public int Between(int low, int high) => Random.Next(low, high);
}
