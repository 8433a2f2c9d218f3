namespace Portal.Ipmi.Commands.App;

/// <summary>When a channel takes sessions, IPMI 2.0 §22.22.</summary>
public enum ChannelAccessMode : byte
{
    /// <summary>Never.</summary>
    Disabled = 0,

    /// <summary>Only while the host is off or in its firmware.</summary>
    PreBootOnly = 1,

    /// <summary>Always.</summary>
    AlwaysAvailable = 2,

    /// <summary>Always, and the host may use the serial port too.</summary>
    Shared = 3,
}
