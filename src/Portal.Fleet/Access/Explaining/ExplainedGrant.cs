using Portal.Fleet.Access.Rules;

namespace Portal.Fleet.Access.Explaining;

/// <summary>A grant as an explanation names it.</summary>
/// <param name="RoleName">Name of a custom role; null for one of the built-in ones.</param>
/// <param name="Rights">What its role holds.</param>
/// <param name="ScopeName">Name of the tenant or server; null where the scope names itself, means all, or what it means is gone.</param>
public sealed record ExplainedGrant(
    Guid Id, Role Role, string? RoleName, BmcRight Rights, GrantScope Scope, string? ScopeName, bool Denies, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, string? Reason, string? GivenBy);
