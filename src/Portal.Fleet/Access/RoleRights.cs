namespace Portal.Fleet.Access;

/// <summary>Which rights each role holds.</summary>
public static class RoleRights
{
    public static BmcRight Rights(this Role role) => role switch
    {
        Role.Viewer => BmcRight.View | BmcRight.ConsoleRead,
        Role.Operator => Role.Viewer.Rights() | BmcRight.ConsoleWrite | BmcRight.PowerSoft | BmcRight.PowerHard | BmcRight.Test,
        Role.Administrator => Role.Operator.Rights() | BmcRight.Administer,
        _ => BmcRight.None,
    };
}
