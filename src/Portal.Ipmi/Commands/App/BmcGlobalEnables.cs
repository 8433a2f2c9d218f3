namespace Portal.Ipmi.Commands.App;

/// <summary>What the BMC does towards the host's system interface, IPMI 2.0 §22.1 and §22.2.</summary>
[Flags]
public enum BmcGlobalEnables : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Receive message queue interrupt.</summary>
    ReceiveQueueInterrupt = 0x01,

    /// <summary>Event message buffer full interrupt.</summary>
    EventBufferInterrupt = 0x02,

    /// <summary>Event message buffer.</summary>
    EventBuffer = 0x04,

    /// <summary>System event logging.</summary>
    SystemEventLogging = 0x08,

    /// <summary>OEM 0.</summary>
    Oem0 = 0x20,

    /// <summary>OEM 1.</summary>
    Oem1 = 0x40,

    /// <summary>OEM 2.</summary>
    Oem2 = 0x80,
}
