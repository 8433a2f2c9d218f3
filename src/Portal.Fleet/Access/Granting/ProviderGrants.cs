using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access.Granting;

/// <summary>
/// The grants that a provider of single sign-on gives by its groups, written anew at each sign-in: over all servers to staff, over their tenant to others. What
/// people gave stays as it is. The provider is trusted as far as its settings go, so there is no giver whose own rights would be the limit; a tenant's ceiling holds.
/// </summary>
public sealed class ProviderGrants
{
    /// <summary>How the giver of such a grant is written, before the provider's name. No person is called so: their names are addresses.</summary>
    internal const string Giver = "single sign-on ";

    private readonly AccessDesk _desk;

    internal ProviderGrants(AccessDesk desk) => _desk = desk;

    /// <summary>The tenant of this name; null when there is none.</summary>
    public async Task<Guid?> FindTenantAsync(string name, CancellationToken ct)
    {
        var normalized = Server.Normalize(name);
        await using var db = await _desk.OpenAsync(ct);
        return await db.Tenants.AsNoTracking().Where(tenant => tenant.NormalizedName == normalized).Select(tenant => (Guid?)tenant.Id).SingleOrDefaultAsync(ct);
    }

    /// <summary>Makes a person's grants of a provider those of these roles, by name; counts at once.</summary>
    /// <exception cref="AccessRefusedException">There is no such role, or nobody would administer the portal any more.</exception>
    public async Task SyncAsync(string userId, string provider, IReadOnlyCollection<string> roles, CancellationToken ct)
    {
        var giver = Giver + provider;
        List<(Role Role, Guid? Custom)> wanted;
        List<Grant> stale;
        string name;
        await using (var db = await _desk.OpenAsync(ct))
        {
            var person = await db.Users.AsNoTracking().SingleAsync(user => user.Id == userId, ct);
            name = person.UserName ?? userId;
            wanted = await FindRolesAsync(db, person.TenantId, roles, ct);
            var present = await db.Grants.AsNoTracking().Where(row => row.UserId == userId && row.GivenBy == giver).ToListAsync(ct);
            stale = [.. present.Where(row => !wanted.Contains((row.Role, row.CustomRoleId)))];
            wanted.RemoveAll(role => present.Exists(row => (row.Role, row.CustomRoleId) == role));
            if (stale.Count == 0 && wanted.Count == 0)
                return;
        }

        await _desk.ChangeAsync(Caller.System, "grant.sync", null, $"{name}, as {provider} says: {(roles.Count == 0 ? "nothing" : string.Join(", ", roles))}", async db =>
        {
            var person = await db.Users.AsNoTracking().SingleAsync(user => user.Id == userId, ct);
            var ids = stale.ConvertAll(row => row.Id);
            db.Grants.RemoveRange(await db.Grants.Where(row => ids.Contains(row.Id)).ToListAsync(ct));
            foreach (var (role, custom) in wanted)
            {
                db.Grants.Add(new Grant
                {
                    UserId = userId,
                    Role = role,
                    CustomRoleId = custom,
                    Scope = person.TenantId is { } tenant ? GrantScope.OfTenant(tenant) : GrantScope.Fleet,
                    GivenBy = giver,
                    GivenByStaff = person.TenantId is null,
                    CreatedAt = _desk.Now,
                });
            }

            return true;
        }, ct);
        await _desk.RefreshAsync(userId);
    }

    private static async Task<List<(Role Role, Guid? Custom)>> FindRolesAsync(PortalDb db, Guid? tenant, IEnumerable<string> names, CancellationToken ct)
    {
        var customs = await db.CustomRoles.AsNoTracking().Where(row => row.TenantId == null || row.TenantId == tenant).ToListAsync(ct);
        var found = new List<(Role, Guid?)>();
        foreach (var name in names)
        {
            if (customs.Find(row => string.Equals(row.Name, name, StringComparison.OrdinalIgnoreCase)) is { } custom)
                found.Add((Role.Custom, custom.Id));
            else if (!char.IsAsciiDigit(name[0]) && Enum.TryParse<Role>(name, ignoreCase: true, out var role) && role != Role.Custom)
                found.Add((role, null));
            else
                throw new AccessRefusedException("role_unknown", $"There is no role {name}.", "role");
        }

        return [.. found.Distinct()];
    }
}
