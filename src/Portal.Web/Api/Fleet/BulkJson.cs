using Portal.Fleet.Power;
using Portal.Fleet.Power.Bulk;

namespace Portal.Web.Api.Fleet;

/// <summary>A bulk operation. Only servers that you may see are in it and counted.</summary>
/// <param name="Kind">Always <c>bulk</c>.</param>
/// <param name="State"><c>running</c>, then <c>done</c>, <c>stopped</c> (by a person) or <c>interrupted</c> (by the portal's end).</param>
/// <param name="Counts">How many servers are in which state.</param>
/// <param name="RetryOf">The one whose failures it tries again.</param>
/// <param name="RetriedBy">The one that tries its failures again.</param>
internal sealed record BulkJson(
    string Id, string Kind, PowerAction Action, BulkState State, bool Ended, string User, string? Reason, string? Query, int BatchSize, int DelaySeconds, string? RetryOf, string? RetriedBy,
    DateTimeOffset RequestedAt, DateTimeOffset? EndedAt, string? StoppedBy, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<BulkTargetJson> Servers)
{
    public static BulkJson From(BulkView view) => new(
        view.Id.ToString(), "bulk", view.Action, view.State, view.Ended, view.UserName, view.Reason, view.Query, view.BatchSize, view.DelaySeconds, view.RetryOf?.ToString(), view.RetriedBy?.ToString(),
        view.RequestedAt, view.EndedAt, view.StoppedBy,
        Enum.GetValues<BulkTargetState>().ToDictionary(state => char.ToLowerInvariant(state.ToString()[0]) + state.ToString()[1..], view.Count),
        [.. view.Targets.Select(BulkTargetJson.From)]);
}
