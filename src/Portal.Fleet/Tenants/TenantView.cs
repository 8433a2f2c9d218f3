using Portal.Fleet.Access;

namespace Portal.Fleet.Tenants;

/// <summary>A tenant as an administrator of the platform sees it.</summary>
/// <param name="Allowed">What of <see cref="RoleRights.Allowable"/> its people may hold.</param>
public sealed record TenantView(Guid Id, string Name, bool Suspended, BmcRight Allowed, DateTimeOffset CreatedAt, int Servers, int People)
{
    /// <summary>Null while it is not suspended.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    public string? SuspendedBy { get; init; }

    public string? SuspendReason { get; init; }

    /// <summary>Nothing hangs on it: it can be removed.</summary>
    public bool IsEmpty => Servers == 0 && People == 0;
}
