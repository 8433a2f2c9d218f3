using Portal.Fleet.Access.Rules;

namespace Portal.Fleet.Access;

/// <summary>A token as its owner sees it.</summary>
/// <param name="Rights">The most it may do; null for all that its owner may.</param>
/// <param name="ScopeName">Name of the tenant or server that it is limited to; null where the scope names itself, or means all.</param>
/// <param name="LastUsedFrom">The address of its last use.</param>
public sealed record ApiTokenView(
    Guid Id, string Name, BmcRight? Rights, GrantScope Scope, string? ScopeName, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, string? LastUsedFrom);
