using Portal.Fleet.Access.Rules;

namespace Portal.Fleet.Access.Granting;

/// <summary>A grant, or a denial, to make.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="ScopeValue">Name or id of the tenant or server; the site or tag.</param>
public sealed record NewGrant(string UserId, Role Role, ScopeKind ScopeKind, string? ScopeValue)
{
    /// <summary>Which role it is when <see cref="Role"/> is <see cref="Role.Custom"/>.</summary>
    public Guid? CustomRoleId { get; init; }

    public bool Denies { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public string? Reason { get; init; }
}
