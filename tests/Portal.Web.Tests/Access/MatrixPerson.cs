using Portal.Fleet.Access;

namespace Portal.Web.Tests.Access;

/// <summary>Somebody, and what they should hold: on the server that all paths are about, and on the fleet.</summary>
internal sealed record MatrixPerson(string Name, PortalUser User, string Token, HttpClient Client, BmcRight OnServer, BmcRight OnFleet)
{
    /// <summary>What they should hold on all of their tenant.</summary>
    public BmcRight OnTenant { get; init; }

    /// <summary>Which tenant they belong to; null for the platform's own people.</summary>
    public Guid? Tenant { get; init; }

    /// <summary>Whether a route or a page is for them.</summary>
    public bool May(Audience audience, BmcRight right) => audience switch
    {
        Audience.Server => (OnServer & right) == right && Sees,
        Audience.Fleet => (OnFleet & right) == right,
        Audience.FleetOrTenant => ((OnFleet | OnTenant) & right) == right,
        Audience.Managers => ((OnFleet | OnTenant) & BmcRight.ManagePeople) != 0,
        Audience.ManagersOrAuditors => ((OnFleet | OnTenant) & BmcRight.ManagePeople) != 0 || Audits,
        Audience.ManagersThere => (OnServer & BmcRight.ManagePeople) != 0,
        Audience.ManagersThereOrAuditors => (OnServer & BmcRight.ManagePeople) != 0 || Audits,
        Audience.StaffOrTenant => Tenant is null || Sees,
        Audience.Sides => Tenant is not null || (OnFleet & BmcRight.ManageTenants) != 0,
        Audience.OwnTenant => (OnTenant & BmcRight.ManagePeople) != 0,
        Audience.Nobody => false,
        _ => true,
    };

    public bool Sees => (OnServer & BmcRight.View) != 0;

    private bool Audits => (OnFleet & BmcRight.ReadAudit) != 0;

    public override string ToString() => Name;
}
