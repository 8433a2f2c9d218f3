namespace Portal.Ipmi.Fuzz;

/// <summary>What a run has come to.</summary>
internal sealed record Tally
{
    /// <summary>Inputs tried.</summary>
    public long Inputs { get; init; }

    /// <summary>Those that were read without an exception.</summary>
    public long Accepted { get; init; }

    /// <summary>Most bytes a decoder's input has cost.</summary>
    public long MostAllocated { get; init; }

    /// <summary>Longest time a decoder's input has cost.</summary>
    public TimeSpan Longest { get; init; }

    /// <summary>What was found; at most one per target.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
