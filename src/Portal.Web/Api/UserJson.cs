using Portal.Fleet.Access.Granting;

namespace Portal.Web.Api;

/// <summary>A person who signs in.</summary>
/// <param name="Tenant">Name of their tenant; null for the platform's staff.</param>
/// <param name="LastSignInAt">Null when they never did.</param>
/// <param name="Sessions">How many are open.</param>
internal sealed record UserJson(
    string Id, string Name, string? DisplayName, string? TenantId, string? Tenant, bool Disabled, DateTimeOffset CreatedAt, DateTimeOffset? LastSignInAt, int Sessions, IReadOnlyList<GrantJson> Grants)
{
    public static UserJson From(PersonView view) => new(
        view.Id, view.Name, view.DisplayName, view.TenantId?.ToString("N"), view.Tenant, view.Disabled, view.CreatedAt, view.LastSignInAt, view.Sessions, [.. view.Grants.Select(GrantJson.From)]);
}
