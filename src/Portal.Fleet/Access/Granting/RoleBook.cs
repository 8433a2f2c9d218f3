using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access.Proof;
using Portal.Fleet.Access.Requests;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access.Granting;

/// <summary>Roles of one's own: sets of rights with a name. The platform's administrators make them for all, a tenant's for their tenant.</summary>
public sealed class RoleBook
{
    private const int MaxRoles = 100;
    private static readonly Role[] s_builtIn = [Role.Viewer, Role.Operator, Role.Administrator, Role.Auditor];

    private readonly AccessDesk _desk;
    private readonly GrantBook _grants;

    internal RoleBook(AccessDesk desk, GrantBook grants)
    {
        _desk = desk;
        _grants = grants;
    }

    /// <summary>Built-in ones first, then one's own by name.</summary>
    /// <exception cref="NotFoundException">The caller has no business here.</exception>
    public async Task<IReadOnlyList<RoleView>> ListAsync(Caller caller, CancellationToken ct) => await ListAsync(await _grants.ReaderAsync(caller, ct), ct);

    /// <summary>Roles that a person of a tenant, or of the staff, may ask for.</summary>
    internal async Task<IReadOnlyList<RoleView>> ListAsync(Standing standing, CancellationToken ct)
    {
        var tenant = standing.Rights.TenantId;
        await using var db = await _desk.OpenAsync(ct);
        var rows = await db.CustomRoles.AsNoTracking().Where(role => tenant == null || role.TenantId == null || role.TenantId == tenant).ToListAsync(ct);
        var grants = await db.Grants.AsNoTracking().GroupBy(row => new { row.Role, row.CustomRoleId }).Select(group => new { group.Key.Role, group.Key.CustomRoleId, Count = group.Count() }).ToListAsync(ct);
        var open = await db.AccessRequests.AsNoTracking().Where(row => row.State == AccessRequestState.Open && row.CustomRoleId != null).Select(row => row.CustomRoleId).ToListAsync(ct);
        var tenants = await db.Tenants.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        // How often all others use a role is none of a tenant's business.
        return [.. s_builtIn.Select(role => new RoleView(role, null, null, role.Rights(), null, null, tenant is null ? grants.Where(row => row.Role == role).Sum(row => row.Count) : 0, false)),
            .. rows.OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase).Select(row => new RoleView(
                Role.Custom, row.Id, row.Name, row.Rights, row.TenantId, row.TenantId is { } id ? tenants.GetValueOrDefault(id) : null,
                tenant is not null && row.TenantId is null ? 0 : grants.Where(grant => grant.CustomRoleId == row.Id).Sum(grant => grant.Count) + open.Count(custom => custom == row.Id),
                MayChange(standing, row)))];
    }

    /// <summary>Makes a role, or changes one; whoever holds a changed one holds the new rights at once.</summary>
    /// <param name="id">Null makes one.</param>
    /// <exception cref="AccessRefusedException">A field is not acceptable, or it holds what the caller does not.</exception>
    /// <exception cref="NotFoundException">Missing, or not the caller's to change.</exception>
    public async Task<Guid> SaveAsync(Caller caller, Guid? id, string name, BmcRight rights, CancellationToken ct)
    {
        var standing = await MakerAsync(caller, ct);
        name = Named(name);
        // Nothing can be done with a server that cannot be seen.
        rights |= BmcRight.View;
        if ((rights & ~Whole) != 0)
            throw new AccessRefusedException("rights_unknown", "There is no such right.", "rights");
        var saved = await _desk.ChangeAsync(caller, id is null ? "role.add" : "role.change", null, $"{name}: {rights}", ProofRules.HandsOut(rights), async db =>
        {
            var tenant = standing.Rights.TenantId;
            var row = id is null ? null : await db.CustomRoles.SingleOrDefaultAsync(role => role.Id == id, ct) ?? throw new NotFoundException();
            if (row is not null && !MayChange(standing, row))
                throw new NotFoundException();
            // What was in it before must be the caller's to give too: a narrowed role takes rights from people.
            var held = tenant is null ? standing.Rights.OnFleet : standing.Rights.OnTenant;
            if (((rights | (row?.Rights ?? BmcRight.None)) & ~held) is not BmcRight.None and var beyond)
                throw new AccessRefusedException("beyond", $"You do not hold all of these rights yourself: {beyond}.", "rights");
            var home = row is null ? tenant : row.TenantId;
            var others = await db.CustomRoles.Where(role => role.TenantId == home && role.Id != id).Select(role => role.Name).ToListAsync(ct);
            if (others.Exists(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase)) || Enum.TryParse<Role>(name, ignoreCase: true, out _))
                throw new AccessRefusedException("name_taken", "Another role has this name.", "name");
            if (row is null && others.Count >= MaxRoles)
                throw new AccessRefusedException("too_many", $"There are at most {MaxRoles} roles; delete one first.");
            if (row is null)
                db.CustomRoles.Add(row = new CustomRole { Name = name, TenantId = tenant, Rights = rights, CreatedAt = _desk.Now });
            else
                (row.Name, row.Rights) = (name, rights);
            return row.Id;
        }, ct);
        if (id is not null)
            await _desk.Grants.RefreshAllAsync(CancellationToken.None);
        return saved;
    }

    /// <summary>Deletes a role that nobody uses.</summary>
    /// <exception cref="AccessRefusedException">A grant or an open request names it.</exception>
    /// <exception cref="NotFoundException">Missing, or not the caller's to delete.</exception>
    public async Task DeleteAsync(Caller caller, Guid id, CancellationToken ct)
    {
        var standing = await MakerAsync(caller, ct);
        var role = (await ListAsync(standing, ct)).FirstOrDefault(role => role.Id == id && role.MayChange) ?? throw new NotFoundException();
        await _desk.ChangeAsync(caller, "role.delete", null, role.Name!, async db =>
        {
            if (await db.Grants.AnyAsync(grant => grant.CustomRoleId == id, ct) || await db.AccessRequests.AnyAsync(row => row.CustomRoleId == id && row.State == AccessRequestState.Open, ct))
                throw new AccessRefusedException("role_in_use", "Somebody holds or asks for this role; take those grants back first.");
            db.CustomRoles.Remove(await db.CustomRoles.SingleOrDefaultAsync(row => row.Id == id, ct) ?? throw new NotFoundException());
            return true;
        }, ct);
    }

    /// <summary>Whether the caller may make roles: manages everybody, or all people of a tenant.</summary>
    public async Task<bool> MayMakeAsync(Caller caller, CancellationToken ct) => Makes(await _grants.StandingAsync(caller, ct));

    private static BmcRight Whole => Enum.GetValues<BmcRight>().Aggregate((all, right) => all | right);

    private static bool Makes(Standing standing) => standing.ManagesAll || standing.ManagesPerson(standing.Rights.TenantId);

    private static bool MayChange(Standing standing, CustomRole row) => standing.ManagesAll || (row.TenantId is not null && standing.ManagesPerson(row.TenantId));

    private async Task<Standing> MakerAsync(Caller caller, CancellationToken ct) =>
        await _grants.StandingAsync(caller, ct) is var standing && Makes(standing) ? standing : throw new NotFoundException();

    private static string Named(string name)
    {
        try
        {
            return ServerRules.Label("name", name) ?? throw new AccessRefusedException("name_invalid", $"A role's name is 1 to {ServerRules.MaxLabel} visible characters.", "name");
        }
        catch (InvalidServerException invalid)
        {
            throw new AccessRefusedException("name_invalid", invalid.Message, "name");
        }
    }
}
