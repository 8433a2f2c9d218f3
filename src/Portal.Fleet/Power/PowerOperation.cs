using Portal.Fleet.Links;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Power;

/// <summary>A power operation, recorded before it is sent. A database row.</summary>
public sealed class PowerOperation
{
    public required PowerOperationId Id { get; init; }

    public required BmcId ServerId { get; init; }

    public required string ServerName { get; init; }

    public required PowerAction Action { get; init; }

    public PowerOperationState State { get; set; }

    public BmcProblem Problem { get; set; }

    /// <summary>More, in English.</summary>
    public string? Detail { get; set; }

    /// <summary>What to boot from, where the operation sets that.</summary>
    public string? Plan { get; init; }

    /// <summary>Its steps, where it has several, as <see cref="OperationStages"/> writes them.</summary>
    public string? Stages { get; set; }

    public required string UserId { get; init; }

    public required string UserName { get; init; }

    public string? Reason { get; init; }

    public string? IdempotencyKey { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}
