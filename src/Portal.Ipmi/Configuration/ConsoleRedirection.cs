namespace Portal.Ipmi.Configuration;

/// <summary>Console redirection during the start, IPMI 2.0 table 28-14, parameter 5.</summary>
public enum ConsoleRedirection : byte
{
    /// <summary>As the firmware is configured.</summary>
    Default = 0,

    /// <summary>Suppressed.</summary>
    Suppressed = 1,

    /// <summary>Requested.</summary>
    Enabled = 2,

    /// <summary>Reserved value.</summary>
    Reserved = 3,
}
