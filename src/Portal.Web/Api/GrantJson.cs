using Portal.Fleet.Access.Granting;

namespace Portal.Web.Api;

/// <summary>A grant or a denial.</summary>
/// <param name="Role">As in <c>/roles</c>.</param>
internal sealed record GrantJson(
    string Id, string UserId, string User, string Role, string? RoleName, ScopeJson Scope, bool Denies, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, string? Reason, string? GivenBy,
    DateTimeOffset CreatedAt)
{
    public static GrantJson From(GrantView view) => new(
        view.Id.ToString("N"), view.UserId, view.UserName, RoleNames.Of(view.Role, view.CustomRoleId), view.RoleName, ScopeJson.From(view.Scope, view.ScopeName), view.Denies,
        view.StartsAt, view.EndsAt, view.Reason, view.GivenBy, view.CreatedAt);
}
