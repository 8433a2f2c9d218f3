using Portal.Fleet.Access;

namespace Portal.Fleet.Tenants;

/// <summary>A tenant as an administrator of the platform sees it.</summary>
/// <param name="Allowed">What of <see cref="RoleRights.Allowable"/> its people may hold.</param>
public sealed record TenantView(Guid Id, string Name, bool Suspended, BmcRight Allowed, DateTimeOffset CreatedAt, int Servers, int People);
