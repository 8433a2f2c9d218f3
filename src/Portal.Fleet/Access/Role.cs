namespace Portal.Fleet.Access;

/// <summary>Named sets of rights. Given to a tenant's people they hold without <see cref="RoleRights.StaffOnly"/>.</summary>
public enum Role
{
    /// <summary>Sees servers and consoles.</summary>
    Viewer,

    /// <summary>Also types and switches power.</summary>
    Operator,

    /// <summary>Also manages servers, people and tokens.</summary>
    Administrator,

    /// <summary>Sees everything, the audit and the past included; changes nothing.</summary>
    Auditor,

    /// <summary>A set of rights of one's own: <see cref="CustomRole"/>.</summary>
    Custom,
}
