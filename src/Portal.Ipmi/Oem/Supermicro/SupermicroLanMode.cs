namespace Portal.Ipmi.Oem.Supermicro;

/// <summary>Which port a Supermicro BMC uses.</summary>
public enum SupermicroLanMode : byte
{
    /// <summary>Its own.</summary>
    Dedicated = 0,

    /// <summary>One of the host's.</summary>
    Shared = 1,

    /// <summary>Its own, and one of the host's while that has no link.</summary>
    Failover = 2,
}
