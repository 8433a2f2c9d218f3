using Portal.Fleet.Links;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Power.Bulk;

/// <summary>One server of a bulk operation as people see it.</summary>
/// <param name="Code">Why no power operation was begun; stable.</param>
/// <param name="Problem">What was wrong between portal and BMC.</param>
/// <param name="Detail">More, in English.</param>
public sealed record BulkTargetView(
    int Position, BmcId ServerId, string ServerName, BulkTargetState State, string? Code, BmcProblem Problem, string? Detail, PowerOperationId? OperationId, DateTimeOffset? EndedAt)
{
    /// <summary>Certainly not executed: trying again cannot do it twice.</summary>
    public bool IsFailed => State is BulkTargetState.Failed or BulkTargetState.NotBegun;

    /// <summary>It may have been executed: it is tried again only by somebody who asked for just that.</summary>
    public bool IsUnsure => State is BulkTargetState.Unknown or BulkTargetState.NotReached;
}
