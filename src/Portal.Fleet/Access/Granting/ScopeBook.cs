using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access.Granting;

/// <summary>From what people write to scopes, and back.</summary>
internal sealed class ScopeBook(IDbContextFactory<PortalDb> dbs, ServerRegistry servers)
{
    /// <summary>The scope that somebody with these rights means, and the server where it is one. What is missing and what is not theirs to know look the same.</summary>
    /// <exception cref="AccessRefusedException">There is no such thing.</exception>
    public async Task<(GrantScope Scope, Server? Server)> FindAsync(UserRights rights, ScopeKind kind, string? value, CancellationToken ct)
    {
        value = value?.Trim() ?? "";
        switch (kind)
        {
            case ScopeKind.Fleet:
                return (GrantScope.Fleet, null);
            case ScopeKind.Server:
                var server = await FindServerAsync(value, ct);
                return server is not null && (rights.On(server) & (BmcRight.View | BmcRight.ManagePeople)) != 0 ? (GrantScope.Of(server.Id), server) : throw Unknown("server");
            case ScopeKind.Tenant:
                var tenant = await FindTenantAsync(value, ct);
                return tenant is { } id && (rights.TenantId is null || rights.TenantId == id) ? (GrantScope.OfTenant(id), null) : throw Unknown("tenant");
            default:
                var label = ServerRules.Label("scope", value) ?? throw new AccessRefusedException("scope_missing", $"Say which {kind} is meant.", "scope");
#pragma warning disable CA1308 // Tags are kept in lower case.
                return (new GrantScope(kind, kind == ScopeKind.Tag ? label.ToLowerInvariant() : label), null);
#pragma warning restore CA1308
        }
    }

    /// <summary>A server by id or name, whoever asks.</summary>
    public async Task<Server?> FindServerAsync(string text, CancellationToken ct)
    {
        var all = await servers.AllAsync(ct);
        if (BmcId.TryParse(text, out var id) && all.GetValueOrDefault(id) is { } found)
            return found;
        var normalized = Server.Normalize(text.Trim());
        return all.Values.FirstOrDefault(row => row.NormalizedName == normalized);
    }

    public async Task<ScopeNames> NamesAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return new ScopeNames(await servers.AllAsync(ct), await db.Tenants.AsNoTracking().ToDictionaryAsync(tenant => tenant.Id, tenant => tenant.Name, ct));
    }

    private async Task<Guid?> FindTenantAsync(string text, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var normalized = Server.Normalize(text);
        var id = Guid.TryParse(text, CultureInfo.InvariantCulture, out var parsed) ? parsed : Guid.Empty;
        return await db.Tenants.AsNoTracking().Where(tenant => tenant.Id == id || tenant.NormalizedName == normalized).Select(tenant => (Guid?)tenant.Id).FirstOrDefaultAsync(ct);
    }

    private static AccessRefusedException Unknown(string what) => new("scope_unknown", $"There is no such {what}, or you may not see it.", "scope");
}
