namespace Portal.Fleet.Access;

/// <summary>What a caller may do with a server. Fine enough that later roles are sets of these.</summary>
[Flags]
public enum BmcRight
{
    None = 0,
    View = 1 << 0,
    ConsoleRead = 1 << 1,
    ConsoleWrite = 1 << 2,
    PowerSoft = 1 << 3,
    PowerHard = 1 << 4,
    Test = 1 << 5,

    /// <summary>Change, re-address and delete the server; see the BMC's address.</summary>
    Administer = 1 << 6,
}
