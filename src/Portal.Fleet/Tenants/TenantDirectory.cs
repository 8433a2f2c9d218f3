using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tenants;

/// <summary>The tenants: adding, naming, suspending, removing, and what each may be allowed. Needs <see cref="BmcRight.ManageTenants"/> on the whole fleet.</summary>
public sealed class TenantDirectory
{
    private readonly IDbContextFactory<PortalDb> _dbs;
    private readonly ServerRegistry _servers;
    private readonly GrantCache _grants;
    private readonly Audit _audit;
    private readonly TimeProvider _time;

    internal TenantDirectory(IDbContextFactory<PortalDb> dbs, ServerRegistry servers, GrantCache grants, Audit audit, TimeProvider time)
    {
        _dbs = dbs;
        _servers = servers;
        _grants = grants;
        _audit = audit;
        _time = time;
    }

    /// <summary>A tenant was added, changed or removed.</summary>
    public event Action? Changed;

    /// <summary>Whether the caller manages tenants.</summary>
    public async Task<bool> MayManageAsync(Caller caller, CancellationToken ct) => ((await _grants.GetAsync(caller, ct)).OnFleet & BmcRight.ManageTenants) != 0;

    /// <summary>Whether the caller administers the tenant they belong to.</summary>
    public async Task<bool> MayManageOwnAsync(Caller caller, CancellationToken ct) => ((await _grants.GetAsync(caller, ct)).OnTenant & BmcRight.ManagePeople) != 0;

    /// <summary>The caller's own tenant, for its administrators.</summary>
    /// <exception cref="NotFoundException">They are of the platform's staff, or do not administer their tenant.</exception>
    public async Task<TenantView> GetOwnAsync(Caller caller, CancellationToken ct)
    {
        var rights = await _grants.GetAsync(caller, ct);
        if (rights.TenantId is not { } own || (rights.OnTenant & BmcRight.ManagePeople) == 0)
            throw new NotFoundException();
        return await ReadAsync(own, ct) is [var tenant] ? tenant : throw new NotFoundException();
    }

    /// <summary>All tenants, by name.</summary>
    /// <exception cref="NotFoundException">The caller may not manage tenants.</exception>
    public async Task<IReadOnlyList<TenantView>> ListAsync(Caller caller, CancellationToken ct)
    {
        await DemandAsync(caller, ct);
        return await ReadAsync(null, ct);
    }

    /// <summary>One of them.</summary>
    /// <exception cref="NotFoundException">There is none, or the caller may not manage tenants.</exception>
    public async Task<TenantView> GetAsync(Caller caller, Guid id, CancellationToken ct) =>
        (await ListAsync(caller, ct)).FirstOrDefault(tenant => tenant.Id == id) ?? throw new NotFoundException();

    /// <summary>Adds a tenant.</summary>
    /// <exception cref="InvalidServerException">The name is not acceptable or taken.</exception>
    public async Task<Guid> AddAsync(Caller caller, string name, CancellationToken ct)
    {
        await DemandAsync(caller, ct);
        var tenant = new Tenant { Name = TenantRows.Named(name), CreatedAt = _time.GetUtcNow() };
        await AuditedAsync(caller, "tenant.add", tenant.Name, async () =>
        {
            await using var db = await _dbs.CreateDbContextAsync(ct);
            if (await TenantRows.FindAsync(db, tenant.Name, ct) is not null)
                throw TenantRows.NameTaken();
            db.Tenants.Add(tenant);
            await db.SaveChangesAsync(ct);
        }, ct);
        return tenant.Id;
    }

    /// <summary>Gives a tenant another name. What was written under the old one stays as it was.</summary>
    /// <exception cref="InvalidServerException">The name is not acceptable or taken.</exception>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task RenameAsync(Caller caller, Guid id, string name, CancellationToken ct)
    {
        var tenant = await GetAsync(caller, id, ct);
        var wanted = TenantRows.Named(name);
        if (wanted == tenant.Name)
            return;
        await AuditedAsync(caller, "tenant.rename", $"{tenant.Name}: {wanted}", () => _servers.RenameTenantAsync(id, wanted, ct), ct);
    }

    /// <summary>Suspends a tenant: its people's consoles, pages and tokens end at once, and they hold nothing until it is resumed.</summary>
    /// <exception cref="AccessRefusedException">There is no reason, or it is not acceptable.</exception>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task SuspendAsync(Caller caller, Guid id, string reason, CancellationToken ct)
    {
        var why = AccessDesk.Reason(reason) ?? throw new AccessRefusedException("reason_missing", "Say why.", "reason");
        await ChangeAsync(caller, id, "tenant.suspend", tenant => $"{tenant.Name} ({why})", tenant =>
            (tenant.Suspended, tenant.SuspendedAt, tenant.SuspendedBy, tenant.SuspendReason) = (true, _time.GetUtcNow(), caller.Name, why), ct);
    }

    /// <summary>Lets a suspended tenant go on.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public Task ResumeAsync(Caller caller, Guid id, CancellationToken ct) => ChangeAsync(caller, id, "tenant.resume", tenant => tenant.Name, tenant =>
        (tenant.Suspended, tenant.SuspendedAt, tenant.SuspendedBy, tenant.SuspendReason) = (false, null, null, null), ct);

    /// <summary>Allows a tenant's people some of <see cref="RoleRights.Allowable"/>, and nothing else of what only staff hold.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public Task AllowAsync(Caller caller, Guid id, BmcRight rights, CancellationToken ct)
    {
        rights &= RoleRights.Allowable;
        return ChangeAsync(caller, id, "tenant.allow", tenant => $"{tenant.Name}: {rights}", tenant => tenant.Allowed = rights, ct);
    }

    /// <summary>Removes a tenant that has neither servers nor people. Reports of its hand-overs stay.</summary>
    /// <exception cref="AccessRefusedException">It has some.</exception>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task DeleteAsync(Caller caller, Guid id, CancellationToken ct)
    {
        var view = await GetAsync(caller, id, ct);
        await AuditedAsync(caller, "tenant.delete", view.Name, async () =>
        {
            await using var db = await _dbs.CreateDbContextAsync(ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);

            if (await db.Servers.AnyAsync(server => server.TenantId == id, ct) || await db.Users.AnyAsync(user => user.TenantId == id, ct))
                throw new AccessRefusedException("tenant_in_use", "A tenant that has servers or people cannot be removed; suspend it.");
            var scope = GrantScope.OfTenant(id);
            await db.Grants.Where(grant => grant.ScopeKind == scope.Kind && grant.ScopeValue == scope.Value).ExecuteDeleteAsync(ct);
            await db.Snippets.Where(snippet => snippet.TenantId == id).ExecuteDeleteAsync(ct);
            if (await db.Tenants.Where(tenant => tenant.Id == id).ExecuteDeleteAsync(ct) == 0)
                throw new NotFoundException();
            await transaction.CommitAsync(ct);
        }, ct);
        await _grants.RefreshAllAsync(CancellationToken.None);
    }

    private async Task<IReadOnlyList<TenantView>> ReadAsync(Guid? only, CancellationToken ct)
    {
        await using var db = await _dbs.CreateDbContextAsync(ct);
        return await db.Tenants.AsNoTracking().Where(tenant => only == null || tenant.Id == only).OrderBy(tenant => tenant.NormalizedName)
            .Select(tenant => new TenantView(
                tenant.Id, tenant.Name, tenant.Suspended, tenant.Allowed, tenant.CreatedAt,
                db.Servers.Count(server => server.TenantId == tenant.Id), db.Users.Count(user => user.TenantId == tenant.Id))
            {
                SuspendedAt = tenant.SuspendedAt,
                SuspendedBy = tenant.SuspendedBy,
                SuspendReason = tenant.SuspendReason,
            })
            .ToListAsync(ct);
    }

    private async Task ChangeAsync(Caller caller, Guid id, string action, Func<TenantView, string> describe, Action<Tenant> change, CancellationToken ct)
    {
        var view = await GetAsync(caller, id, ct);
        await AuditedAsync(caller, action, describe(view), async () =>
        {
            await using var db = await _dbs.CreateDbContextAsync(ct);
            change(await db.Tenants.SingleOrDefaultAsync(tenant => tenant.Id == id, ct) ?? throw new NotFoundException());
            await db.SaveChangesAsync(ct);
        }, ct);

        // Not the request's token: the row is written.
        await _grants.RefreshAllAsync(CancellationToken.None);
    }

    private async Task DemandAsync(Caller caller, CancellationToken ct)
    {
        if (!await MayManageAsync(caller, ct))
            throw new NotFoundException();
    }

    private async Task AuditedAsync(Caller caller, string action, string detail, Func<Task> change, CancellationToken ct)
    {
        var correlation = await _audit.IntentAsync(caller, action, null, detail, ct);
        try
        {
            await change();
        }
        catch (Exception e)
        {
            var (outcome, why) = e switch
            {
                AccessRefusedException refused => ("refused", refused.Code),
                InvalidServerException invalid => ("refused", invalid.Code),
                NotFoundException => ("refused", null),
                _ => ("failed", (string?)null),
            };
            await _audit.OutcomeAsync(caller, correlation, action, null, outcome, why, CancellationToken.None);
            throw;
        }

        await _audit.OutcomeAsync(caller, correlation, action, null, "ok", null, CancellationToken.None);
        Changed?.Invoke();
    }
}
