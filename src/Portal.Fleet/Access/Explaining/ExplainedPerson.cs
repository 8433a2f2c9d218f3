namespace Portal.Fleet.Access.Explaining;

/// <summary>A person as far as rights go.</summary>
/// <param name="IsActive">There is such a person, and they are not disabled.</param>
/// <param name="TenantId">The tenant they belong to; null for the platform's staff.</param>
/// <param name="TenantAllowed">What of <see cref="RoleRights.StaffOnly"/> that tenant was allowed.</param>
public sealed record ExplainedPerson(bool IsActive, Guid? TenantId, BmcRight TenantAllowed, bool TenantSuspended, IReadOnlyList<ExplainedGrant> Grants);
