using Portal.Fleet.Access.Rules;

namespace Portal.Web.Api;

/// <summary>Which servers are meant.</summary>
/// <param name="Kind"><c>fleet</c> (all), <c>tenant</c>, <c>site</c>, <c>tag</c> or <c>server</c>.</param>
/// <param name="Value">The tenant's or server's id, the site or the tag; null for all.</param>
/// <param name="Name">The tenant's or server's name.</param>
internal sealed record ScopeJson(ScopeKind Kind, string? Value, string? Name)
{
    public static ScopeJson From(GrantScope scope, string? name) => new(scope.Kind, scope.Kind == ScopeKind.Fleet ? null : scope.Value, name);
}
