namespace Portal.Ipmi.Configuration;

/// <summary>What switches the serial port between BMC and host, IPMI 2.0 table 25-4, parameter 8, first byte.</summary>
[Flags]
public enum SerialMuxSwitches : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The escape sequence to the BMC.</summary>
    SystemToBmcEscape = 0x01,

    /// <summary>The escape sequence to the host.</summary>
    BmcToSystemEscape = 0x02,

    /// <summary>The escape sequence for a hard reset.</summary>
    ResetEscape = 0x04,

    /// <summary>The escape sequence for power-up.</summary>
    PowerUpEscape = 0x08,

    /// <summary>A Get Channel Authentication Capabilities on the line.</summary>
    AuthenticationCapabilities = 0x10,

    /// <summary>A lost carrier gives the port to the BMC.</summary>
    DcdLoss = 0x20,

    /// <summary>The reset sequence of the line is watched for.</summary>
    ResetSequence = 0x40,
}
