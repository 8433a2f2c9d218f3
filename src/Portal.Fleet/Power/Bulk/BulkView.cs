namespace Portal.Fleet.Power.Bulk;

/// <summary>A bulk operation as one caller sees it: only servers that the caller may see are in it and counted.</summary>
/// <param name="Query">The query that chose the servers; null for others than who asked.</param>
/// <param name="RetryOf">The one whose failures it tries again.</param>
/// <param name="RetriedBy">The one that tries its failures again.</param>
/// <param name="IsOwn">The caller asked for it, and may stop it and try it again.</param>
public sealed record BulkView(
    BulkId Id, PowerAction Action, BulkState State, string UserName, string? Reason, string? Query, int BatchSize, int DelaySeconds, BulkId? RetryOf, BulkId? RetriedBy,
    DateTimeOffset RequestedAt, DateTimeOffset? EndedAt, string? StoppedBy, bool IsOwn, IReadOnlyList<BulkTargetView> Targets)
{
    public bool Ended => State != BulkState.Running;

    public int Count(BulkTargetState state) => Targets.Count(target => target.State == state);

    public int Failed => Targets.Count(target => target.IsFailed);

    public int Unsure => Targets.Count(target => target.IsUnsure);
}
