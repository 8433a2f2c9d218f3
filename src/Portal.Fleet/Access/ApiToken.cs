using Portal.Fleet.Access.Rules;

namespace Portal.Fleet.Access;

/// <summary>An API token; only its SHA-256 hash is stored. A database row.</summary>
public sealed class ApiToken
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public required string UserId { get; init; }

    public required string Name { get; init; }

    /// <summary>SHA-256 of the token's text, which holds 256 random bits.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The most it may do, of all that its owner may; null for all of it.</summary>
    public BmcRight? Rights { get; init; }

    /// <summary>On which servers, of those its owner may.</summary>
    public ScopeKind ScopeKind { get; init; }

    /// <summary>As in <see cref="GrantScope"/>.</summary>
    public string ScopeValue { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>The address of its last use.</summary>
    public string? LastUsedFrom { get; set; }

    internal AccessRule Limit => new(Id, new GrantScope(ScopeKind, ScopeValue), Rights ?? UserRights.All, Denies: false, From: null, Until: ExpiresAt);
}
