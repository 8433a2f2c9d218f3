namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>One step of a hand-over. A database row.</summary>
public sealed class HandOverStep
{
    /// <summary>Longest <see cref="Evidence"/> that is kept.</summary>
    public const int MaxEvidence = 64 * 1024;

    public const int MaxDetail = 1000;

    public Guid HandOverId { get; init; }

    public required HandOverStepKind Kind { get; init; }

    public HandOverStepState State { get; set; }

    /// <summary>How often it was begun.</summary>
    public int Attempts { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>What came out, as a stable word; null before it ended.</summary>
    public string? Outcome { get; set; }

    /// <summary>How many of what the outcome speaks of.</summary>
    public int Count { get; set; }

    /// <summary>For staff: why, in the engine's words, English; no secret.</summary>
    public string? Detail { get; set; }

    /// <summary>For staff and for going on: what was found, as JSON.</summary>
    public string? Evidence { get; set; }

    /// <summary>What the administrator said, by name.</summary>
    public string? AnsweredBy { get; set; }
}
