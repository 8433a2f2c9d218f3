using Portal.Fleet.Access.Observing;

namespace Portal.Web.Api;

/// <summary>A link by which somebody without an account watches a console.</summary>
/// <param name="Watching">How many watch by it now.</param>
internal sealed record ObserverLinkJson(
    string Id, string Label, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset EndsAt, DateTimeOffset? RevokedAt, string? RevokedBy, DateTimeOffset? LastUsedAt, string? LastUsedFrom, int Uses, int Watching)
{
    public static ObserverLinkJson From(ObserverLinkView view) => new(
        view.Id.ToString("N"), view.Label, view.CreatedBy, view.CreatedAt, view.EndsAt, view.RevokedAt, view.RevokedBy, view.LastUsedAt, view.LastUsedFrom, view.Uses, view.Watching);
}
