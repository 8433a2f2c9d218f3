namespace Portal.Ipmi.Configuration;

/// <summary>What the firmware shows while it starts the host, IPMI 2.0 table 28-14, parameter 5.</summary>
public enum FirmwareVerbosity : byte
{
    /// <summary>The firmware's default.</summary>
    Default = 0,

    /// <summary>Quiet.</summary>
    Quiet = 1,

    /// <summary>Verbose.</summary>
    Verbose = 2,

    /// <summary>Reserved value.</summary>
    Reserved = 3,
}
