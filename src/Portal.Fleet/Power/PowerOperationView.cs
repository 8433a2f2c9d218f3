using Portal.Fleet.Boot;
using Portal.Fleet.Links;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Power;

/// <summary>A power operation as people see it.</summary>
public sealed record PowerOperationView(
    PowerOperationId Id, BmcId ServerId, string ServerName, PowerAction Action, PowerOperationState State, BmcProblem Problem, string? Detail,
    string UserName, string? Reason, DateTimeOffset RequestedAt, DateTimeOffset? SentAt, DateTimeOffset? EndedAt)
{
    /// <summary>It has come to one of its ends.</summary>
    public bool Ended => State > PowerOperationState.Sent;

    /// <summary>What to boot from, where the operation sets that.</summary>
    public BootPlan? Boot { get; init; }

    /// <summary>Its steps, where it has several, as far as they have begun.</summary>
    public IReadOnlyList<OperationStage> Stages { get; init; } = [];
}
