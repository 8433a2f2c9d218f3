using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>Whom and what a hand-over touches: what the rights would be is computed by the same rules that the gate asks.</summary>
internal static class HandOverImpact
{
    /// <param name="to">The new tenant; null for the provider, an unknown id for one that is new.</param>
    public static async Task<HandOverPreview> AddAsync(HandOverPreview preview, PortalDb db, Server row, Guid? to, DateTimeOffset now, CancellationToken ct)
    {
        var (losing, gaining) = await PeopleAsync(db, row, row.OfTenant(to), now, ct);
        var scope = GrantScope.Of(row.Id);
        return preview with
        {
            Losing = losing,
            Gaining = gaining,
            GrantsEnding = await db.Grants.CountAsync(grant => grant.ScopeKind == scope.Kind && grant.ScopeValue == scope.Value
                && db.Users.Any(user => user.Id == grant.UserId && user.TenantId != null && user.TenantId != to), ct),
            LinksEnding = await db.ObserverLinks.CountAsync(link => link.ServerId == row.Id && link.Epoch == row.Epoch && link.RevokedAt == null && link.EndsAt > now, ct),
            Alerts = await db.Alerts.CountAsync(alert => alert.ServerId == row.Id && (alert.FirstOffset != null ? alert.FirstOffset >= row.ConsoleFrom : alert.FirstAt >= row.TenancyFrom), ct),
            Operations = await db.PowerOperations.CountAsync(operation => operation.ServerId == row.Id && operation.RequestedAt >= row.TenancyFrom, ct),
            HasNotes = row.Notes is not null,
            IsSuspended = to is { } id && await db.Tenants.AnyAsync(tenant => tenant.Id == id && tenant.Suspended, ct),
        };
    }

    private static async Task<(IReadOnlyList<string> Losing, IReadOnlyList<string> Gaining)> PeopleAsync(PortalDb db, Server before, Server after, DateTimeOffset now, CancellationToken ct)
    {
        var users = await db.Users.AsNoTracking().Where(user => !user.Disabled).Select(user => new { user.Id, user.UserName, user.TenantId }).ToListAsync(ct);
        var tenants = await db.Tenants.AsNoTracking().ToDictionaryAsync(tenant => tenant.Id, ct);
        var customs = await db.CustomRoles.AsNoTracking().ToDictionaryAsync(role => role.Id, role => role.Rights, ct);
        var grants = (await db.Grants.AsNoTracking().ToListAsync(ct)).ToLookup(grant => grant.UserId, StringComparer.Ordinal);
        List<string> losing = [], gaining = [];
        foreach (var user in users)
        {
            var membership = user.TenantId is not { } id ? Membership.Staff : tenants.GetValueOrDefault(id) is { } tenant ? new Membership(id, tenant.Allowed, tenant.Suspended) : null;
            if (membership is null)
                continue;
            var rights = new UserRights(
                membership, grants[user.Id].Select(grant => new AccessRule(grant.Id, grant.Scope, grant.RightsIn(customs), grant.Denies, grant.StartsAt, grant.EndsAt)), now);
            var (sees, wouldSee) = (rights.MayView(before), rights.MayView(after));
            if (sees != wouldSee)
                (sees ? losing : gaining).Add(user.UserName ?? user.Id);
        }

        losing.Sort(StringComparer.OrdinalIgnoreCase);
        gaining.Sort(StringComparer.OrdinalIgnoreCase);
        return (losing, gaining);
    }
}
