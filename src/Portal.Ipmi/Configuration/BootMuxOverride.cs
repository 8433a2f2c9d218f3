namespace Portal.Ipmi.Configuration;

/// <summary>Who shall have the serial port at the end of the firmware's start, IPMI 2.0 table 28-14, parameter 5.</summary>
public enum BootMuxOverride : byte
{
    /// <summary>The recommended setting.</summary>
    Recommended = 0,

    /// <summary>The BMC.</summary>
    Bmc = 1,

    /// <summary>The host.</summary>
    System = 2,
}
