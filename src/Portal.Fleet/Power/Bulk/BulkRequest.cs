using Portal.Fleet.Servers;

namespace Portal.Fleet.Power.Bulk;

/// <summary>One power action for many servers: those that are named, or all that a query finds.</summary>
public sealed record BulkRequest(PowerAction Action)
{
    /// <summary>Named one by one: all of them are the caller's to switch, or nothing is done.</summary>
    public IReadOnlyList<BmcId>? Servers { get; init; }

    /// <summary>All that it finds among those that the caller may switch.</summary>
    public string? Query { get; init; }

    public string? Reason { get; init; }

    /// <summary>How many at a time; null for <see cref="BulkLimits.MostAtOnce"/>.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Pause behind each batch; null for none.</summary>
    public int? DelaySeconds { get; init; }

    /// <summary>How many the caller means: with another number nothing is done.</summary>
    public int? Expected { get; init; }

    public string? IdempotencyKey { get; init; }
}
