using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tenants;

/// <summary>The rows of tenants, as servers name them.</summary>
internal sealed class TenantRows(TimeProvider time)
{
    /// <summary>A name as it is kept.</summary>
    /// <exception cref="InvalidServerException">It is not acceptable.</exception>
    public static string Named(string? name) => ServerRules.Label("name", name)
        ?? throw new InvalidServerException("name", "name_invalid", $"A tenant's name is 1 to {ServerRules.MaxLabel} visible characters.");

    public static InvalidServerException NameTaken() => new("name", "name_taken", "Another tenant has this name.");

    /// <summary>The tenant of a name; null when there is none.</summary>
    public static async Task<Tenant?> FindAsync(PortalDb db, string name, CancellationToken ct)
    {
        var normalized = Server.Normalize(name);
        return db.Tenants.Local.FirstOrDefault(tenant => tenant.NormalizedName == normalized)
            ?? await db.Tenants.SingleOrDefaultAsync(tenant => tenant.NormalizedName == normalized, ct);
    }

    /// <summary>Makes a server's tenant the one of this name, which is added when it is new; null for none.</summary>
    public async Task AssignAsync(PortalDb db, Server row, string? name, CancellationToken ct)
    {
        if (name is null)
        {
            (row.TenantId, row.Tenant) = (null, null);
            return;
        }

        var tenant = await FindAsync(db, name, ct);
        if (tenant is null)
            db.Tenants.Add(tenant = new Tenant { Name = name, CreatedAt = time.GetUtcNow() });
        (row.TenantId, row.Tenant) = (tenant.Id, tenant.Name);
    }
}
