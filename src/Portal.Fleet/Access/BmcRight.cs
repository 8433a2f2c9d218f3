namespace Portal.Fleet.Access;

/// <summary>What a caller may do with a server, and with the portal. Roles are sets of these.</summary>
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

    /// <summary>Choose what it boots from next.</summary>
    Boot = 1 << 7,

    EventsRead = 1 << 8,

    /// <summary>Archive and empty the event log.</summary>
    EventsClear = 1 << 9,

    Inventory = 1 << 10,

    /// <summary>Manage the accounts on the BMC itself.</summary>
    BmcUsers = 1 << 11,

    /// <summary>Change how the BMC is reached.</summary>
    BmcNetwork = 1 << 12,

    /// <summary>Send commands by number.</summary>
    Raw = 1 << 13,

    /// <summary>See what happened before the present tenancy began.</summary>
    Earlier = 1 << 14,

    /// <summary>Invite and disable people, give them roles. In a tenant: its own people on its own servers.</summary>
    ManagePeople = 1 << 15,

    /// <summary>Add, suspend and remove tenants; hand servers over.</summary>
    ManageTenants = 1 << 16,

    ReadAudit = 1 << 17,

    /// <summary>Rotate BMC passwords and the vault's key.</summary>
    ManageCredentials = 1 << 18,

    /// <summary>Set sensors' thresholds and the BMC's clock.</summary>
    BmcSettings = 1 << 19,
}
