using Portal.Fleet.Servers;

namespace Portal.Fleet.Access.Rules;

/// <summary>Which servers a grant is about.</summary>
/// <param name="Value">A tenant's id, a site, a tag or a server's id, as text; empty for the whole fleet.</param>
public readonly record struct GrantScope(ScopeKind Kind, string Value)
{
    /// <summary>All servers.</summary>
    public static GrantScope Fleet { get; } = new(ScopeKind.Fleet, "");

    /// <summary>One server.</summary>
    public static GrantScope Of(BmcId server) => new(ScopeKind.Server, server.ToString());

    /// <summary>One server, or all without one.</summary>
    public static GrantScope Of(BmcId? server) => server is { } id ? Of(id) : Fleet;

    /// <summary>A tenant's servers.</summary>
    public static GrantScope OfTenant(Guid tenant) => new(ScopeKind.Tenant, tenant.ToString("N"));

    /// <summary>Whether both mean the same servers, whichever these are.</summary>
    public bool IsSameAs(GrantScope other) => Kind == other.Kind && string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a server is meant.</summary>
    public bool Covers(Server server) => Kind switch
    {
        ScopeKind.Fleet => true,
        ScopeKind.Tenant => server.TenantId is { } tenant && tenant.ToString("N") == Value,
        ScopeKind.Site => string.Equals(server.Site, Value, StringComparison.OrdinalIgnoreCase),
        ScopeKind.Tag => server.Tags.Contains(Value, StringComparer.OrdinalIgnoreCase),
        ScopeKind.Server => server.Id.ToString() == Value,
        _ => false,
    };
}
