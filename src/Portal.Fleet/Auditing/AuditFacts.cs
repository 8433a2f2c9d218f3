using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Auditing;

/// <summary>
/// Adds to rows what the database knows at the moment they are written: whose tenant they concern, and which grants the right came from. Read in the
/// transaction of the row, so that a later change of tenant or grant does not change what is told of the past.
/// </summary>
internal static class AuditFacts
{
    private const string Intent = "intent";

    // Its beginning was before there was a server.
    private const string Added = "server.add";
    private const int MostGrants = 3;

    public static async Task FillAsync(PortalDb db, IReadOnlyList<AuditEntry> entries, DateTimeOffset now, CancellationToken ct)
    {
        string[] users = [.. entries.Select(entry => entry.UserId).Distinct()];
        BmcId[] ids = [.. entries.Select(entry => entry.ServerId).OfType<BmcId>().Distinct()];
        var people = await db.Users.AsNoTracking().Where(user => users.Contains(user.Id)).Select(user => new { user.Id, user.TenantId }).ToDictionaryAsync(user => user.Id, user => user.TenantId, ct);
        var servers = ids.Length == 0 ? [] : await db.Servers.AsNoTracking().Where(server => ids.Contains(server.Id)).ToDictionaryAsync(server => server.Id, ct);
        var grants = await GrantsAsync(db, [.. people.Keys], now, ct);
        var begun = await BegunAsync(db, entries, ct);
        foreach (var entry in entries)
        {
            entry.ActorTenantId = people.GetValueOrDefault(entry.UserId);
            var server = entry.ServerId is { } id ? servers.GetValueOrDefault(id) : null;
            entry.TenantId = entry.ServerId is null ? entry.ActorTenantId : entry.Action != Added && begun.TryGetValue(entry.Correlation, out var tenant) ? tenant : server?.TenantId;
            if (entry.Outcome != Intent)
                continue;
            begun[entry.Correlation] = entry.TenantId;
            entry.Authority = Describe(entry, server, grants.GetValueOrDefault(entry.UserId) ?? []);
        }
    }

    /// <summary>
    /// Whom the action concerned when it began. Its end is told to the same tenant: by then the server may be another's, who must not learn of it, or gone.
    /// </summary>
    private static async Task<Dictionary<Guid, Guid?>> BegunAsync(PortalDb db, IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        Guid[] ended = [.. entries.Where(entry => entry.ServerId is not null && entry.Outcome != Intent).Select(entry => entry.Correlation).Distinct()];
        if (ended.Length == 0)
            return [];
        var rows = await db.AuditEntries.AsNoTracking().Where(entry => ended.Contains(entry.Correlation)).OrderBy(entry => entry.Id).Select(entry => new { entry.Correlation, entry.TenantId }).ToListAsync(ct);
        var begun = new Dictionary<Guid, Guid?>();
        foreach (var row in rows)
            begun.TryAdd(row.Correlation, row.TenantId);
        return begun;
    }

    private static async Task<Dictionary<string, List<Given>>> GrantsAsync(PortalDb db, string[] users, DateTimeOffset now, CancellationToken ct)
    {
        if (users.Length == 0)
            return [];
        var grants = await db.Grants.AsNoTracking().Where(grant => users.Contains(grant.UserId) && !grant.Denies).ToListAsync(ct);
        Guid[] custom = [.. grants.Select(grant => grant.CustomRoleId).OfType<Guid>().Distinct()];
        var roles = custom.Length == 0 ? [] : await db.CustomRoles.AsNoTracking().Where(role => custom.Contains(role.Id)).ToDictionaryAsync(role => role.Id, role => role.Name, ct);
        var tenants = grants.Any(grant => grant.ScopeKind == ScopeKind.Tenant)
            ? await db.Tenants.AsNoTracking().ToDictionaryAsync(tenant => tenant.Id.ToString("N"), tenant => tenant.Name, ct)
            : [];
        return grants.Where(grant => !(now < grant.StartsAt) && !(now >= grant.EndsAt))
            .GroupBy(grant => grant.UserId).ToDictionary(group => group.Key, group => group.Select(grant => new Given(
                grant.Scope, $"{(grant.CustomRoleId is { } role ? roles.GetValueOrDefault(role) ?? "a role that is gone" : grant.Role.ToString())} on {Where(grant.Scope, tenants)}", grant.Id)).ToList());
    }

    private static string Where(GrantScope scope, Dictionary<string, string> tenants) => scope.Kind switch
    {
        ScopeKind.Fleet => "all servers",
        ScopeKind.Tenant => $"tenant {tenants.GetValueOrDefault(scope.Value) ?? scope.Value}",
        ScopeKind.Site => $"site {scope.Value}",
        ScopeKind.Tag => $"tag {scope.Value}",
        _ => "this server",
    };

    /// <summary>The widest grants first; their ids, so that they are found although they may be gone.</summary>
    private static string? Describe(AuditEntry entry, Server? server, List<Given> grants)
    {
        if (entry.UserId == Caller.System.UserId)
            return "the portal itself";
        if (entry.UserId == Caller.CommandLine.UserId)
            return "the command line of the portal's account";
        Given[] counting = [.. grants.Where(grant => server is null ? grant.Scope.Kind is ScopeKind.Fleet or ScopeKind.Tenant : grant.Scope.Covers(server)).OrderBy(grant => grant.Scope.Kind)];
        if (counting.Length == 0)
            return null;
        var text = string.Join("; ", counting.Take(MostGrants).Select(grant => string.Create(CultureInfo.InvariantCulture, $"{grant.Text} ({grant.Id.ToString("N")[..8]})")));
        return text.Length > Audit.MaxAuthority ? text[..Audit.MaxAuthority] : text;
    }

    private sealed record Given(GrantScope Scope, string Text, Guid Id);
}
