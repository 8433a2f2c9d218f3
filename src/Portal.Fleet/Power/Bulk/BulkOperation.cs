namespace Portal.Fleet.Power.Bulk;

/// <summary>One power action for many servers. Each server has a power operation of its own; this says which belong together. A database row.</summary>
public sealed class BulkOperation
{
    public required BulkId Id { get; init; }

    public required PowerAction Action { get; init; }

    public BulkState State { get; set; }

    public required string UserId { get; init; }

    public required string UserName { get; init; }

    public string? Reason { get; init; }

    /// <summary>The query that chose the servers; null when they were named one by one.</summary>
    public string? Query { get; init; }

    /// <summary>How many servers at most are under way at a time.</summary>
    public int BatchSize { get; init; }

    /// <summary>Pause behind each batch.</summary>
    public int DelaySeconds { get; init; }

    /// <summary>The one whose failures it tries again; there is at most one such for each.</summary>
    public BulkId? RetryOf { get; init; }

    public string? IdempotencyKey { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Who stopped it.</summary>
    public string? StoppedBy { get; set; }
}
