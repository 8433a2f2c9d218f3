using Portal.Fleet.Access.Rules;

namespace Portal.Web.Api;

/// <summary>Which servers are meant.</summary>
internal sealed record ScopeRequest
{
    /// <summary><c>fleet</c> (all), <c>tenant</c>, <c>site</c>, <c>tag</c> or <c>server</c>.</summary>
    public required ScopeKind Kind { get; init; }

    /// <summary>Name or id of the tenant or server; the site or tag. Left out for all.</summary>
    public string? Value { get; init; }
}
