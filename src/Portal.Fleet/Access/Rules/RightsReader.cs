using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Data;

namespace Portal.Fleet.Access.Rules;

/// <summary>Reads what somebody may do from the database.</summary>
internal static class RightsReader
{
    public static async Task<UserRights> ReadAsync(IDbContextFactory<PortalDb> dbs, RightsHolder holder, DateTimeOffset now, CancellationToken ct)
    {
        if (holder == Caller.CommandLine.Holder)
            return UserRights.Everything;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var (exists, limit) = await ReadLimitAsync(db, holder, ct);
        return exists && await ReadMembershipAsync(db, holder.UserId, ct) is { } membership
            ? new UserRights(membership, await ReadRulesAsync(db, holder.UserId, ct), now, limit)
            : UserRights.Nothing;
    }

    /// <summary>To whom a person belongs; null for nobody, somebody disabled, or somebody whose tenant is gone.</summary>
    public static async Task<Membership?> ReadMembershipAsync(PortalDb db, string userId, CancellationToken ct)
    {
        if (await db.Users.AsNoTracking().Where(user => user.Id == userId && !user.Disabled).Select(user => new { user.TenantId }).SingleOrDefaultAsync(ct) is not { } user)
            return null;
        if (user.TenantId is not { } tenantId)
            return Membership.Staff;
        return await db.Tenants.AsNoTracking().SingleOrDefaultAsync(row => row.Id == tenantId, ct) is { } tenant
            ? new Membership(tenantId, tenant.Allowed, tenant.Suspended)
            : null;
    }

    private static async Task<IEnumerable<AccessRule>> ReadRulesAsync(PortalDb db, string userId, CancellationToken ct)
    {
        var grants = await db.Grants.AsNoTracking().Where(grant => grant.UserId == userId).ToListAsync(ct);
        var customs = grants.Exists(grant => grant.Role == Role.Custom)
            ? await db.CustomRoles.AsNoTracking().ToDictionaryAsync(role => role.Id, role => role.Rights, ct) : [];
        return grants.Select(grant => new AccessRule(grant.Id, grant.Scope, grant.RightsIn(customs), grant.Denies, grant.StartsAt, grant.EndsAt));
    }

    private static async Task<(bool Exists, AccessRule? Limit)> ReadLimitAsync(PortalDb db, RightsHolder holder, CancellationToken ct)
    {
        if (holder.Token is { } token)
        {
            var row = await db.ApiTokens.AsNoTracking().SingleOrDefaultAsync(row => row.Id == token && row.UserId == holder.UserId, ct);
            return (row is not null, row?.Limit);
        }

        if (holder.Link is { } link)
        {
            var row = await db.ObserverLinks.AsNoTracking().SingleOrDefaultAsync(row => row.Id == link && row.CreatedById == holder.UserId && row.RevokedAt == null, ct);
            return (row is not null, row?.Limit);
        }

        return (true, null);
    }
}
