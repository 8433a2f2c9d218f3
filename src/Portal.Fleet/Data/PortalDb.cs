using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Data;

/// <summary>The portal's database. Short contexts from <see cref="IDbContextFactory{TContext}"/> only.</summary>
public sealed class PortalDb(DbContextOptions<PortalDb> options) : IdentityDbContext<PortalUser>(options)
{
    internal DbSet<Server> Servers => Set<Server>();

    internal DbSet<Grant> Grants => Set<Grant>();

    internal DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    internal DbSet<PowerOperation> PowerOperations => Set<PowerOperation>();

    internal DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
}
