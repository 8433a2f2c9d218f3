using Portal.Fleet.Access.Rules;

namespace Portal.Fleet.Access.Granting;

/// <summary>A grant or a denial as those see it who may know of it.</summary>
/// <param name="RoleName">Name of a custom role; null for one of the built-in ones.</param>
/// <param name="Rights">What the role holds; of a tenant's person less counts.</param>
/// <param name="ScopeName">Name of the tenant or server; null where the scope names itself, means all, or what it means is gone.</param>
/// <param name="MayTake">The caller may take it back.</param>
public sealed record GrantView(
    Guid Id, string UserId, string UserName, Role Role, Guid? CustomRoleId, string? RoleName, BmcRight Rights, GrantScope Scope, string? ScopeName, bool Denies,
    DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, string? Reason, string? GivenBy, DateTimeOffset CreatedAt, bool MayTake)
{
    public bool IsActiveAt(DateTimeOffset now) => !(now < StartsAt) && !(now >= EndsAt);

    public bool HasEndedAt(DateTimeOffset now) => now >= EndsAt;
}
