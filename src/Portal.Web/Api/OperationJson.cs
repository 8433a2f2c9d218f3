using Portal.Fleet.Power;
using Portal.Web.Api.Boot;

namespace Portal.Web.Api;

/// <summary>A power operation.</summary>
/// <param name="State"><c>requested</c>, <c>sent</c>, then one of <c>confirmed</c>, <c>notReached</c>, <c>failed</c>, <c>unknown</c>.</param>
/// <param name="Boot">What to boot from, where the operation sets that.</param>
/// <param name="Stages">Its steps, where it has several, as far as they have begun.</param>
/// <param name="Ended">It has come to one of its ends.</param>
internal sealed record OperationJson(
    string Id, string ServerId, string ServerName, PowerAction Action, PowerOperationState State, bool Ended, ProblemJson? Problem, string? Detail,
    string User, string? Reason, DateTimeOffset RequestedAt, DateTimeOffset? SentAt, DateTimeOffset? EndedAt,
    BootPlanJson? Boot, IReadOnlyList<StageJson> Stages)
{
    public static OperationJson From(PowerOperationView view) => new(
        view.Id.ToString(), view.ServerId.ToString(), view.ServerName, view.Action, view.State, view.Ended, ProblemJson.From(view.Problem), view.Detail,
        view.UserName, view.Reason, view.RequestedAt, view.SentAt, view.EndedAt,
        BootPlanJson.From(view.Boot), [.. view.Stages.Select(StageJson.From)]);
}
