namespace Portal.Ipmi.Configuration;

/// <summary>Boot device selector, IPMI 2.0 table 28-14, parameter 5.</summary>
public enum BootDevice : byte
{
    /// <summary>The firmware's own order.</summary>
    NoOverride = 0,

    /// <summary>Network (PXE).</summary>
    Pxe = 1,

    /// <summary>Default hard drive.</summary>
    HardDrive = 2,

    /// <summary>Default hard drive, safe mode.</summary>
    HardDriveSafeMode = 3,

    /// <summary>Default diagnostic partition.</summary>
    DiagnosticPartition = 4,

    /// <summary>Default CD or DVD.</summary>
    CdDvd = 5,

    /// <summary>The firmware's setup.</summary>
    FirmwareSetup = 6,

    /// <summary>Remotely connected floppy or primary removable media.</summary>
    RemoteFloppy = 7,

    /// <summary>Remotely connected CD or DVD.</summary>
    RemoteCdDvd = 8,

    /// <summary>Primary remote media.</summary>
    PrimaryRemoteMedia = 9,

    /// <summary>Remotely connected hard drive.</summary>
    RemoteHardDrive = 11,

    /// <summary>Floppy or primary removable media.</summary>
    Floppy = 15,
}
