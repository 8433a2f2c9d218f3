using Portal.Fleet.Access;

namespace Portal.Web.Api;

/// <summary>An API token, without its text.</summary>
internal sealed record TokenJson(string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt)
{
    public static TokenJson From(ApiTokenView view) => new(view.Id.ToString("N"), view.Name, view.CreatedAt, view.ExpiresAt, view.LastUsedAt);
}
