namespace Portal.Fleet.Access.Rules;

/// <summary>To whom a person belongs.</summary>
/// <param name="TenantId">The tenant; null for the platform's own staff.</param>
/// <param name="Allowed">What of <see cref="RoleRights.StaffOnly"/> the tenant was allowed.</param>
/// <param name="IsSuspended">The tenant's people hold nothing for now.</param>
internal sealed record Membership(Guid? TenantId, BmcRight Allowed, bool IsSuspended)
{
    /// <summary>The platform's own people.</summary>
    public static Membership Staff { get; } = new(null, BmcRight.None, false);

    /// <summary>The most that such a person can hold anywhere.</summary>
    public BmcRight Ceiling => TenantId is null ? (BmcRight)~0 : IsSuspended ? BmcRight.None : ~(RoleRights.StaffOnly & ~(Allowed & RoleRights.Allowable));
}
