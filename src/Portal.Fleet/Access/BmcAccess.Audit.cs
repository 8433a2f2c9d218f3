namespace Portal.Fleet.Access;

/// <content>Reading the audit.</content>
public sealed partial class BmcAccess
{
    /// <summary>Opens the audit: all of it for the platform's administrators and auditors, the tenant's part for a tenant's.</summary>
    /// <exception cref="NotFoundException">The caller may not read it.</exception>
    public async Task<AuditHandle> OpenAuditAsync(Caller caller, CancellationToken ct)
    {
        var rights = await _desk.Grants.GetAsync(caller, ct);
        if ((rights.OnFleet & BmcRight.ReadAudit) != 0)
            return new AuditHandle(_desk, caller, tenant: null);
        if (rights.TenantId is { } tenant && (rights.OnTenant & BmcRight.ReadAudit) != 0)
            return new AuditHandle(_desk, caller, tenant);
        throw new NotFoundException();
    }

    /// <summary>Whether <see cref="OpenAuditAsync"/> would succeed: decides which links a page shows.</summary>
    public async Task<bool> MayReadAuditAsync(Caller caller, CancellationToken ct)
    {
        var rights = await _desk.Grants.GetAsync(caller, ct);
        return ((rights.OnFleet | rights.OnTenant) & BmcRight.ReadAudit) != 0;
    }
}
