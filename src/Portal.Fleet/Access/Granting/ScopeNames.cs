using Portal.Fleet.Access.Rules;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access.Granting;

/// <summary>What scopes are called.</summary>
internal sealed record ScopeNames(IReadOnlyDictionary<BmcId, Server> Servers, IReadOnlyDictionary<Guid, string> Tenants)
{
    /// <summary>Name of the tenant or server; null where a scope names itself, means all, or what it means is gone.</summary>
    public string? Of(GrantScope scope) => scope.Kind switch
    {
        ScopeKind.Server => Find(scope)?.Name,
        ScopeKind.Tenant => TenantOf(scope) is { } tenant ? Tenants.GetValueOrDefault(tenant) : null,
        _ => null,
    };

    /// <summary>The one server that is meant.</summary>
    public Server? Find(GrantScope scope) => scope.Kind == ScopeKind.Server && BmcId.TryParse(scope.Value, out var id) ? Servers.GetValueOrDefault(id) : null;

    /// <summary>As it reads in the audit.</summary>
    public string Describe(GrantScope scope) => scope.Kind == ScopeKind.Fleet ? "all servers" : $"{scope.Kind} {Of(scope) ?? scope.Value}";

    private static Guid? TenantOf(GrantScope scope) => Guid.TryParse(scope.Value, out var tenant) ? tenant : null;
}
