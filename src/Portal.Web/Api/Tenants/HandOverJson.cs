using Portal.Fleet.Tenants.HandOvers;

namespace Portal.Web.Api.Tenants;

/// <summary>A hand-over as your side may see it: a tenant learns nothing of the other one.</summary>
/// <param name="Side"><c>staff</c>, <c>from</c> or <c>to</c>.</param>
/// <param name="Epoch">Number of the tenancy that it began.</param>
/// <param name="EndedAt">When no step was left to be done; null while one is.</param>
/// <param name="Clean">Every step was done, and nothing was found that should be looked at.</param>
internal sealed record HandOverJson(
    string Id, HandOverSide Side, string ServerId, string Server, int Epoch, string? From, string? To, string? By, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, bool Clean, int GrantsEnded,
    IReadOnlyList<HandOverStepJson> Steps)
{
    public static HandOverJson Of(HandOverView view) => new(
        view.Id.ToString("N"), view.Side, view.ServerId.ToString(), view.ServerName, view.Epoch, view.From, view.To, view.By, view.StartedAt, view.EndedAt, view.IsClean, view.GrantsEnded,
        [.. view.Steps.Select(HandOverStepJson.Of)]);
}
