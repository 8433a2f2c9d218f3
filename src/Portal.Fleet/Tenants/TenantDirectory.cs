using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tenants;

/// <summary>The tenants: adding, suspending and what each may be allowed. Needs <see cref="BmcRight.ManageTenants"/> on the whole fleet.</summary>
public sealed class TenantDirectory
{
    private readonly IDbContextFactory<PortalDb> _dbs;
    private readonly GrantCache _grants;
    private readonly Audit _audit;
    private readonly TimeProvider _time;

    internal TenantDirectory(IDbContextFactory<PortalDb> dbs, GrantCache grants, Audit audit, TimeProvider time)
    {
        _dbs = dbs;
        _grants = grants;
        _audit = audit;
        _time = time;
    }

    /// <summary>All tenants, by name.</summary>
    /// <exception cref="NotFoundException">The caller may not manage tenants.</exception>
    public async Task<IReadOnlyList<TenantView>> ListAsync(Caller caller, CancellationToken ct)
    {
        await DemandAsync(caller, ct);
        await using var db = await _dbs.CreateDbContextAsync(ct);
        return await db.Tenants.AsNoTracking().OrderBy(tenant => tenant.NormalizedName)
            .Select(tenant => new TenantView(
                tenant.Id, tenant.Name, tenant.Suspended, tenant.Allowed, tenant.CreatedAt,
                db.Servers.Count(server => server.TenantId == tenant.Id), db.Users.Count(user => user.TenantId == tenant.Id)))
            .ToListAsync(ct);
    }

    /// <summary>Adds a tenant.</summary>
    /// <exception cref="InvalidServerException">The name is not acceptable or taken.</exception>
    public async Task<Guid> AddAsync(Caller caller, string name, CancellationToken ct)
    {
        await DemandAsync(caller, ct);
        var tenant = new Tenant { Name = Named(name), CreatedAt = _time.GetUtcNow() };
        await AuditedAsync(caller, "tenant.add", tenant.Name, async db =>
        {
            if (await FindAsync(db, tenant.Name, ct) is not null)
                throw new InvalidServerException("name", "name_taken", "Another tenant has this name.");
            db.Tenants.Add(tenant);
        }, ct);
        return tenant.Id;
    }

    /// <summary>Suspends a tenant or lets it go on. Its people's consoles and pages end at once.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public Task SuspendAsync(Caller caller, Guid id, bool suspended, CancellationToken ct) =>
        ChangeAsync(caller, id, suspended ? "tenant.suspend" : "tenant.resume", tenant => tenant.Suspended = suspended, ct);

    /// <summary>Allows a tenant's people some of <see cref="RoleRights.Allowable"/>, and nothing else of what only staff hold.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public Task AllowAsync(Caller caller, Guid id, BmcRight rights, CancellationToken ct) =>
        ChangeAsync(caller, id, "tenant.allow", tenant => tenant.Allowed = rights & RoleRights.Allowable, ct);

    /// <summary>Makes a server's tenant the one of this name, which is added when it is new; null for none.</summary>
    internal async Task AssignAsync(PortalDb db, Server row, string? name, CancellationToken ct)
    {
        if (name is null)
        {
            (row.TenantId, row.Tenant) = (null, null);
            return;
        }

        var tenant = await FindAsync(db, name, ct);
        if (tenant is null)
            db.Tenants.Add(tenant = new Tenant { Name = name, CreatedAt = _time.GetUtcNow() });
        (row.TenantId, row.Tenant) = (tenant.Id, tenant.Name);
    }

    private static string Named(string name) =>
        ServerRules.Label("name", name) ?? throw new InvalidServerException("name", "name_invalid", $"A tenant's name is 1 to {ServerRules.MaxLabel} visible characters.");

    private static async Task<Tenant?> FindAsync(PortalDb db, string name, CancellationToken ct)
    {
        var normalized = Server.Normalize(name);
        return db.Tenants.Local.FirstOrDefault(tenant => tenant.NormalizedName == normalized)
            ?? await db.Tenants.SingleOrDefaultAsync(tenant => tenant.NormalizedName == normalized, ct);
    }

    private async Task ChangeAsync(Caller caller, Guid id, string action, Action<Tenant> change, CancellationToken ct)
    {
        await DemandAsync(caller, ct);
        await AuditedAsync(caller, action, id.ToString("N"), async db =>
            change(await db.Tenants.SingleOrDefaultAsync(tenant => tenant.Id == id, ct) ?? throw new NotFoundException()), ct);
        await _grants.RefreshAllAsync(CancellationToken.None);
    }

    private async Task DemandAsync(Caller caller, CancellationToken ct)
    {
        if (((await _grants.GetAsync(caller, ct)).OnFleet & BmcRight.ManageTenants) == 0)
            throw new NotFoundException();
    }

    private async Task AuditedAsync(Caller caller, string action, string detail, Func<PortalDb, Task> change, CancellationToken ct)
    {
        var correlation = await _audit.IntentAsync(caller, action, null, detail, ct);
        try
        {
            await using var db = await _dbs.CreateDbContextAsync(ct);
            await change(db);
            await db.SaveChangesAsync(ct);
        }
        catch (Exception e)
        {
            await _audit.OutcomeAsync(caller, correlation, action, null, e is NotFoundException or InvalidServerException ? "refused" : "failed", null, CancellationToken.None);
            throw;
        }

        await _audit.OutcomeAsync(caller, correlation, action, null, "ok", null, CancellationToken.None);
    }
}
