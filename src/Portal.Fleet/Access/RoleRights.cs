namespace Portal.Fleet.Access;

/// <summary>Which rights each role holds.</summary>
public static class RoleRights
{
    /// <summary>
    /// Rights that people of a tenant never hold, unless the tenant was allowed some of <see cref="Allowable"/>: with the others they would
    /// see or change what belongs to the provider or to other tenants.
    /// </summary>
    public const BmcRight StaffOnly =
        BmcRight.Administer | BmcRight.BmcUsers | BmcRight.BmcNetwork | BmcRight.Raw | BmcRight.Earlier | BmcRight.ManageTenants | BmcRight.ManageCredentials | BmcRight.BmcSettings;

    /// <summary>Of <see cref="StaffOnly"/>, what a platform administrator may allow a tenant.</summary>
    public const BmcRight Allowable = BmcRight.BmcUsers | BmcRight.BmcNetwork | BmcRight.Raw;

    public static BmcRight Rights(this Role role) => role switch
    {
        Role.Viewer => BmcRight.View | BmcRight.ConsoleRead | BmcRight.EventsRead | BmcRight.Inventory,
        Role.Operator => Role.Viewer.Rights() | BmcRight.ConsoleWrite | BmcRight.PowerSoft | BmcRight.PowerHard | BmcRight.Test | BmcRight.Boot | BmcRight.EventsClear,
        Role.Auditor => Role.Viewer.Rights() | BmcRight.ReadAudit | BmcRight.Earlier,
        Role.Administrator => Role.Operator.Rights() | Role.Auditor.Rights() | StaffOnly | BmcRight.ManagePeople,
        _ => BmcRight.None,
    };
}
