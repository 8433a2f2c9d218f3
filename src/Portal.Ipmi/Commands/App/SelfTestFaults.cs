namespace Portal.Ipmi.Commands.App;

/// <summary>What a self test found, IPMI 2.0 §20.4. A bit that is not set says nothing.</summary>
[Flags]
public enum SelfTestFaults : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The operational firmware is corrupted.</summary>
    FirmwareCorrupted = 0x01,

    /// <summary>The boot block is corrupted.</summary>
    BootBlockCorrupted = 0x02,

    /// <summary>The internal use area of the BMC's FRU is corrupted.</summary>
    FruInternalUseCorrupted = 0x04,

    /// <summary>The SDR repository is empty.</summary>
    SdrRepositoryEmpty = 0x08,

    /// <summary>The IPMB lines do not respond.</summary>
    IpmbNotResponding = 0x10,

    /// <summary>The BMC's FRU device cannot be accessed.</summary>
    FruInaccessible = 0x20,

    /// <summary>The SDR repository cannot be accessed.</summary>
    SdrRepositoryInaccessible = 0x40,

    /// <summary>The event log cannot be accessed.</summary>
    SelInaccessible = 0x80,
}
