namespace Portal.Ipmi.Commands.App;

/// <summary>What waits in the BMC for the host, IPMI 2.0 §22.3 and §22.4.</summary>
[Flags]
public enum MessageFlags : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A message in the receive queue.</summary>
    ReceiveMessage = 0x01,

    /// <summary>The event message buffer is full.</summary>
    EventMessage = 0x02,

    /// <summary>The watchdog timer warned.</summary>
    WatchdogPreTimeout = 0x08,

    /// <summary>OEM 0.</summary>
    Oem0 = 0x20,

    /// <summary>OEM 1.</summary>
    Oem1 = 0x40,

    /// <summary>OEM 2.</summary>
    Oem2 = 0x80,
}
