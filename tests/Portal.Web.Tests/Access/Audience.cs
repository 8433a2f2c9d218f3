namespace Portal.Web.Tests.Access;

/// <summary>Whom a route is for.</summary>
internal enum Audience
{
    /// <summary>Whoever asks, signed in or not.</summary>
    Anyone,

    /// <summary>Whoever is signed in: what the answer holds is their own.</summary>
    SignedIn,

    /// <summary>Whoever owns the thing of the path, and nobody else.</summary>
    Owner,

    /// <summary>Whoever holds a right on the server that the path is about.</summary>
    Server,

    /// <summary>Whoever holds a right on the whole fleet.</summary>
    Fleet,

    /// <summary>Whoever manages people, of the whole portal or of some tenant.</summary>
    Managers,

    /// <summary>The same, and whoever audits the portal.</summary>
    ManagersOrAuditors,

    /// <summary>Whoever manages the people of the tenant that the thing of the path, or of the body, belongs to.</summary>
    ManagersThere,

    /// <summary>The same, and whoever audits the portal.</summary>
    ManagersThereOrAuditors,

    /// <summary>The platform's own people, and those of the tenant that the thing belongs to.</summary>
    StaffOrTenant,

    /// <summary>Staff that manages tenants, and the people of both tenants of a hand-over.</summary>
    Sides,

    /// <summary>Whoever administers the tenant they belong to.</summary>
    OwnTenant,

    /// <summary>There is nothing to be had for anybody.</summary>
    Nobody,

    /// <summary>Whoever holds a right on the whole fleet, or on all of their tenant.</summary>
    FleetOrTenant,
}
