using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access.Proof;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access.Granting;

/// <summary>Gives people roles over servers, denies them, and takes both back. Counts at once, and ends what was open under other rights.</summary>
public sealed class GrantBook
{
    private const int MaxPerUser = 200;

    private readonly AccessDesk _desk;

    internal GrantBook(AccessDesk desk) => _desk = desk;

    /// <summary>Somebody's rights may have become others.</summary>
    public event Action? Changed
    {
        add => _desk.Grants.Changed += value;
        remove => _desk.Grants.Changed -= value;
    }

    /// <summary>Whether the caller has any business here: manages people somewhere, or audits the portal.</summary>
    public async Task<bool> MayReadAsync(Caller caller, CancellationToken ct)
    {
        var standing = await StandingAsync(caller, ct);
        return standing.Manages || standing.Audits;
    }

    /// <summary>Whether the caller manages people somewhere.</summary>
    public async Task<bool> MayManageAsync(Caller caller, CancellationToken ct) => (await StandingAsync(caller, ct)).Manages;

    /// <summary>Grants and denials that the caller may know of: by person, then newest first.</summary>
    /// <param name="userId">Of one person only; null for all.</param>
    /// <exception cref="NotFoundException">The caller has no business here.</exception>
    public async Task<IReadOnlyList<GrantView>> ListAsync(Caller caller, string? userId, CancellationToken ct)
    {
        var standing = await ReaderAsync(caller, ct);
        var names = await _desk.Scopes.NamesAsync(ct);
        await using var db = await _desk.OpenAsync(ct);
        var people = await db.Users.AsNoTracking().Where(user => userId == null || user.Id == userId).ToDictionaryAsync(user => user.Id, ct);
        var rows = await db.Grants.AsNoTracking().Where(grant => userId == null || grant.UserId == userId).ToListAsync(ct);
        var scene = await SceneAsync(db, names, ct);
        return [.. rows
            .Where(row => people.TryGetValue(row.UserId, out var person) && standing.Knows(person.TenantId)
                && (standing.ManagesAll || standing.Audits || standing.ManagesPerson(person.TenantId) || standing.ManagesOver(row.Scope, names.Find(row.Scope))))
            .Select(row => View(row, people[row.UserId], standing, scene))
            .OrderBy(view => view.UserName, StringComparer.OrdinalIgnoreCase).ThenByDescending(view => view.CreatedAt).ThenBy(view => view.Id)];
    }

    /// <summary>One of them.</summary>
    /// <exception cref="NotFoundException">Missing or forbidden.</exception>
    public async Task<GrantView> GetAsync(Caller caller, Guid id, CancellationToken ct) =>
        (await ListAsync(caller, null, ct)).FirstOrDefault(grant => grant.Id == id) ?? throw new NotFoundException();

    /// <summary>Gives or denies.</summary>
    /// <exception cref="AccessRefusedException">It is not acceptable, or not the caller's to give.</exception>
    /// <exception cref="NotFoundException">The caller manages nobody.</exception>
    public async Task<Guid> GiveAsync(Caller caller, NewGrant wanted, CancellationToken ct)
    {
        var standing = await ManagerAsync(caller, ct);
        var (scope, server) = await _desk.Scopes.FindAsync(standing.Rights, wanted.ScopeKind, wanted.ScopeValue, ct);
        var reason = AccessDesk.Reason(wanted.Reason);
        if (wanted.EndsAt <= _desk.Now)
            throw new AccessRefusedException("end_passed", "It must end in the future.", "endsAt");
        if (wanted.EndsAt <= wanted.StartsAt)
            throw new AccessRefusedException("end_before_start", "It must end after it starts.", "endsAt");
        var names = await _desk.Scopes.NamesAsync(ct);
        var person = await FindPersonAsync(standing, wanted.UserId, ct);
        var roleName = await RoleNameAsync(standing, wanted.Role, wanted.CustomRoleId, ct);
        var detail = $"{person.UserName}: {(wanted.Denies ? "deny " : "")}{roleName} on {names.Describe(scope)}"
            + (wanted.StartsAt is { } from ? $" from {from:u}" : "") + (wanted.EndsAt is { } until ? $" until {until:u}" : "") + (reason is null ? "" : $" ({reason})");
        var id = await _desk.ChangeAsync(caller, wanted.Denies ? "grant.deny" : "grant.give", server, detail, ProofRules.HandsOut(await RightsOfAsync(wanted.Role, wanted.CustomRoleId, ct)), async db =>
        {
            await DemandAsync(db, standing, person, scope, server, wanted.Role, wanted.CustomRoleId, ct);
            if (await db.Grants.CountAsync(row => row.UserId == person.Id, ct) >= MaxPerUser)
                throw new AccessRefusedException("too_many", $"A person has at most {MaxPerUser} grants; take one back first.");
            var row = new Grant
            {
                UserId = person.Id,
                Role = wanted.Role,
                CustomRoleId = wanted.CustomRoleId,
                Scope = scope,
                Denies = wanted.Denies,
                StartsAt = wanted.StartsAt,
                EndsAt = wanted.EndsAt,
                Reason = reason,
                GivenBy = caller.Name,
                GivenByStaff = standing.Rights.TenantId is null,
                CreatedAt = _desk.Now,
            };
            db.Grants.Add(row);
            return row.Id;
        }, ct);
        await _desk.RefreshAsync(person.Id);
        return id;
    }

    /// <summary>Takes a grant or a denial back.</summary>
    /// <exception cref="AccessRefusedException">It is not the caller's to take, or the last administrator's.</exception>
    /// <exception cref="NotFoundException">Missing or forbidden.</exception>
    public async Task TakeAsync(Caller caller, Guid id, CancellationToken ct)
    {
        var standing = await ManagerAsync(caller, ct);
        var view = await GetAsync(caller, id, ct);
        var server = (await _desk.Scopes.NamesAsync(ct)).Find(view.Scope);
        var person = await FindPersonAsync(standing, view.UserId, ct);
        var detail = $"{view.UserName}: {(view.Denies ? "deny " : "")}{view.RoleName ?? view.Role.ToString()} on {view.ScopeName ?? (view.Scope.Kind == ScopeKind.Fleet ? "all servers" : view.Scope.Value)}";
        await _desk.ChangeAsync(caller, "grant.take", server, detail, view.Denies && ProofRules.HandsOut(view.Rights), async db =>
        {
            var row = await db.Grants.SingleOrDefaultAsync(grant => grant.Id == id, ct) ?? throw new NotFoundException();
            if (row.Denies && row.GivenByStaff && standing.Rights.TenantId is not null)
                throw new AccessRefusedException("by_staff", "The platform's staff denied this; only they lift it.");
            await DemandAsync(db, standing, person, row.Scope, server, row.Role, row.CustomRoleId, ct);
            db.Grants.Remove(row);
            return true;
        }, ct);
        await _desk.RefreshAsync(view.UserId);
    }

    /// <summary>Why a person may not get a role over a server from this caller; null when they may. For requests.</summary>
    internal async Task<AccessRefusedException?> RefuseAsync(PortalDb db, Standing standing, PortalUser person, GrantScope scope, Server? server, Role role, Guid? customRole, CancellationToken ct)
    {
        var scene = await SceneAsync(db, await _desk.Scopes.NamesAsync(ct), ct);
        var rights = customRole is { } custom ? scene.Customs.GetValueOrDefault(custom)?.Rights ?? BmcRight.None : role.Rights();
        return standing.Refuse((person.Id, person.TenantId), scene.Administrators.Contains(person.Id), scope, server, rights & scene.CeilingOf(person.TenantId));
    }

    internal async Task<Standing> StandingAsync(Caller caller, CancellationToken ct) => new(caller.UserId, await _desk.RightsAsync(caller, ct));

    internal async Task<Standing> ManagerAsync(Caller caller, CancellationToken ct)
    {
        var standing = await StandingAsync(caller, ct);
        return standing.Manages ? standing : throw new NotFoundException();
    }

    internal async Task<Standing> ReaderAsync(Caller caller, CancellationToken ct)
    {
        var standing = await StandingAsync(caller, ct);
        return standing.Manages || standing.Audits ? standing : throw new NotFoundException();
    }

    /// <summary>The name of a role that the caller may use.</summary>
    /// <exception cref="AccessRefusedException">There is none.</exception>
    internal async Task<string> RoleNameAsync(Standing standing, Role role, Guid? customRole, CancellationToken ct)
    {
        if ((role == Role.Custom) != (customRole is not null))
            throw new AccessRefusedException("role_unknown", "There is no such role.", "role");
        if (customRole is not { } id)
            return role.ToString();
        await using var db = await _desk.OpenAsync(ct);
        var tenant = standing.Rights.TenantId;
        return await db.CustomRoles.AsNoTracking().Where(row => row.Id == id && (tenant == null || row.TenantId == null || row.TenantId == tenant)).Select(row => row.Name).FirstOrDefaultAsync(ct)
            ?? throw new AccessRefusedException("role_unknown", "There is no such role.", "role");
    }

    private async Task<BmcRight> RightsOfAsync(Role role, Guid? customRole, CancellationToken ct)
    {
        if (customRole is not { } id)
            return role.Rights();
        await using var db = await _desk.OpenAsync(ct);
        return await db.CustomRoles.AsNoTracking().Where(row => row.Id == id).Select(row => row.Rights).FirstOrDefaultAsync(ct);
    }

    private async Task DemandAsync(
        PortalDb db, Standing standing, PortalUser person, GrantScope scope, Server? server, Role role, Guid? customRole, CancellationToken ct)
    {
        if (await RefuseAsync(db, standing, person, scope, server, role, customRole, ct) is { } refusal)
            throw refusal;
    }

    private async Task<PortalUser> FindPersonAsync(Standing standing, string userId, CancellationToken ct)
    {
        await using var db = await _desk.OpenAsync(ct);
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == userId, ct) is { } person && standing.Knows(person.TenantId)
            ? person
            : throw new AccessRefusedException("user_unknown", "There is no such person, or you may not see them.", "user");
    }

    private async Task<GrantScene> SceneAsync(PortalDb db, ScopeNames names, CancellationToken ct)
    {
        var customs = await db.CustomRoles.AsNoTracking().ToDictionaryAsync(role => role.Id, ct);
        var allowed = await db.Tenants.AsNoTracking().ToDictionaryAsync(tenant => tenant.Id, tenant => tenant.Allowed, ct);
        var rights = customs.ToDictionary(pair => pair.Key, pair => pair.Value.Rights);
        var fleet = await db.Grants.AsNoTracking().Where(grant => grant.ScopeKind == ScopeKind.Fleet && !grant.Denies).ToListAsync(ct);
        var now = _desk.Now;
        var administrators = fleet.Where(row => !(row.EndsAt <= now) && (row.RightsIn(rights) & BmcRight.ManagePeople) != 0).Select(row => row.UserId).ToHashSet(StringComparer.Ordinal);
        return new GrantScene(names, customs, allowed, administrators);
    }

    private static GrantView View(Grant row, PortalUser person, Standing standing, GrantScene scene)
    {
        var role = row.CustomRoleId is { } custom ? scene.Customs.GetValueOrDefault(custom) : null;
        var rights = row.CustomRoleId is null ? row.Role.Rights() : role?.Rights ?? BmcRight.None;
        var mayTake = !(row.Denies && row.GivenByStaff && standing.Rights.TenantId is not null)
            && standing.Refuse((person.Id, person.TenantId), scene.Administrators.Contains(person.Id), row.Scope, scene.Names.Find(row.Scope), rights & scene.CeilingOf(person.TenantId)) is null;
        return new GrantView(
            row.Id, row.UserId, person.UserName ?? row.UserId, row.Role, row.CustomRoleId, role?.Name, rights, row.Scope, scene.Names.Of(row.Scope), row.Denies,
            row.StartsAt, row.EndsAt, row.Reason, row.GivenBy, row.CreatedAt, mayTake);
    }

    /// <summary>What is asked of for each grant.</summary>
    /// <param name="Allowed">What each tenant was allowed of what only staff hold.</param>
    /// <param name="Administrators">People who manage everybody.</param>
    private sealed record GrantScene(
        ScopeNames Names, IReadOnlyDictionary<Guid, CustomRole> Customs, IReadOnlyDictionary<Guid, BmcRight> Allowed, IReadOnlySet<string> Administrators)
    {
        /// <summary>The most that people of a tenant can hold, suspended or not.</summary>
        public BmcRight CeilingOf(Guid? tenant) =>
            tenant is { } id ? new Membership(id, Allowed.GetValueOrDefault(id), IsSuspended: false).Ceiling : Membership.Staff.Ceiling;
    }
}
