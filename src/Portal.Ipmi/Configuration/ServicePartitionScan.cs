namespace Portal.Ipmi.Configuration;

/// <summary>Service partition scan, IPMI 2.0 table 28-14, parameter 2.</summary>
[Flags]
public enum ServicePartitionScan : byte
{
    /// <summary>Neither.</summary>
    None = 0,

    /// <summary>The firmware found the service partition.</summary>
    Discovered = 1,

    /// <summary>The firmware shall look for it.</summary>
    Requested = 2,
}
