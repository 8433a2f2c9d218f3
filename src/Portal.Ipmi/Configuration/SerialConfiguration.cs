namespace Portal.Ipmi.Configuration;

/// <summary>The basics of a serial channel, IPMI 2.0 §25: all but modems, pages and PPP. What the BMC does not tell is null and listed in <see cref="Unread"/>.</summary>
/// <param name="Channel">The channel it is of.</param>
public sealed record SerialConfiguration(byte Channel)
{
    /// <summary>Whether somebody is changing it.</summary>
    public SetInProgress? SetInProgress { get; init; }

    /// <summary>Authentication types that there are.</summary>
    public AuthenticationTypes? AuthenticationSupport { get; init; }

    /// <summary>Connection modes.</summary>
    public SerialConnectionModes? Modes { get; init; }

    /// <summary>Time after which an idle session ends; zero never ends it.</summary>
    public TimeSpan? InactivityTimeout { get; init; }

    /// <summary>Flow control.</summary>
    public SerialFlowControl? FlowControl { get; init; }

    /// <summary>DTR hangs up.</summary>
    public bool? HangsUpByDtr { get; init; }

    /// <summary>Bit rate.</summary>
    public SerialBitRate? BitRate { get; init; }

    /// <summary>What switches the port between BMC and host.</summary>
    public SerialMuxSwitches? MuxSwitches { get; init; }

    /// <summary>What the BMC did not tell.</summary>
    public required IReadOnlyList<UnreadParameter> Unread { get; init; }
}
