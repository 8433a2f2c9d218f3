namespace Portal.Ipmi.Commands.App;

/// <summary>Sessions of a channel, IPMI 2.0 §22.24.</summary>
public enum ChannelSessions : byte
{
    /// <summary>It has none.</summary>
    None = 0,

    /// <summary>One at a time.</summary>
    Single = 1,

    /// <summary>Several.</summary>
    Multi = 2,

    /// <summary>One or several, as it is configured.</summary>
    Either = 3,
}
