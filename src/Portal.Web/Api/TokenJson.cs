using Portal.Fleet.Access;

namespace Portal.Web.Api;

/// <summary>An API token, without its text.</summary>
/// <param name="Rights">The most it may do; null for all that you may.</param>
/// <param name="LastUsedFrom">The address of its last use.</param>
internal sealed record TokenJson(
    string Id, string Name, IReadOnlyList<string>? Rights, ScopeJson Scope, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, string? LastUsedFrom)
{
    public static TokenJson From(ApiTokenView view) => new(
        view.Id.ToString("N"), view.Name, view.Rights is { } rights ? RightNames.List(rights) : null, ScopeJson.From(view.Scope, view.ScopeName), view.CreatedAt, view.ExpiresAt,
        view.LastUsedAt, view.LastUsedFrom);
}
