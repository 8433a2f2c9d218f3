using Portal.Fleet.Power.Bulk;

namespace Portal.Web.Api.Fleet;

/// <summary>One server of a bulk operation.</summary>
/// <param name="State"><c>waiting</c>, <c>running</c>, then one of <c>confirmed</c>, <c>notReached</c>, <c>failed</c>, <c>unknown</c>, <c>notBegun</c>.</param>
/// <param name="Code">Why no power operation was begun: <c>not_found</c>, <c>power_conflict</c>, <c>handed_over</c>, <c>audit_unavailable</c>, <c>internal_error</c>.</param>
/// <param name="OperationId">Its power operation.</param>
internal sealed record BulkTargetJson(
    string ServerId, string ServerName, BulkTargetState State, string? Code, ProblemJson? Problem, string? Detail, string? OperationId, DateTimeOffset? EndedAt)
{
    public static BulkTargetJson From(BulkTargetView view) => new(
        view.ServerId.ToString(), view.ServerName, view.State, view.Code, ProblemJson.From(view.Problem), view.Detail, view.OperationId?.ToString(), view.EndedAt);
}
