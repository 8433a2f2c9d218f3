using Portal.Fleet.Access.Rules;

namespace Portal.Fleet.Access;

/// <summary>A token to make.</summary>
/// <param name="ExpiresAt">Null for one that holds until it is deleted.</param>
public sealed record NewApiToken(string Name, DateTimeOffset? ExpiresAt)
{
    /// <summary>The most it may do; null for all that its owner may.</summary>
    public BmcRight? Rights { get; init; }

    public ScopeKind ScopeKind { get; init; }

    /// <summary>Name or id of the tenant or server; the site or tag.</summary>
    public string? ScopeValue { get; init; }
}
