namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Parameters of the system boot options, IPMI 2.0 table 28-14.</summary>
public enum BootOptionParameter : byte
{
    /// <summary>Set in progress.</summary>
    SetInProgress = 0,

    /// <summary>Service partition selector.</summary>
    ServicePartition = 1,

    /// <summary>Service partition scan.</summary>
    ServicePartitionScan = 2,

    /// <summary>What clears the valid bit of the boot flags.</summary>
    FlagClearing = 3,

    /// <summary>Boot info acknowledge.</summary>
    Acknowledge = 4,

    /// <summary>Boot flags.</summary>
    BootFlags = 5,

    /// <summary>Boot initiator info.</summary>
    InitiatorInfo = 6,

    /// <summary>Boot initiator mailbox.</summary>
    InitiatorMailbox = 7,
}
