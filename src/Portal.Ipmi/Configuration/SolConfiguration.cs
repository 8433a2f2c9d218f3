namespace Portal.Ipmi.Configuration;

/// <summary>The SOL configuration of a channel, IPMI 2.0 §26, read whole. What the BMC does not tell is null and listed in <see cref="Unread"/>.</summary>
/// <param name="Channel">The channel it is of.</param>
public sealed record SolConfiguration(byte Channel)
{
    /// <summary>Whether somebody is changing it.</summary>
    public SetInProgress? SetInProgress { get; init; }

    /// <summary>SOL can be activated.</summary>
    public bool? Enabled { get; init; }

    /// <summary>SOL must be encrypted.</summary>
    public bool? ForceEncryption { get; init; }

    /// <summary>SOL must be authenticated.</summary>
    public bool? ForceAuthentication { get; init; }

    /// <summary>Lowest privilege that may activate it.</summary>
    public PrivilegeLevel? Privilege { get; init; }

    /// <summary>How long the BMC gathers characters.</summary>
    public TimeSpan? AccumulateInterval { get; init; }

    /// <summary>How many characters it sends at once without waiting longer.</summary>
    public byte? SendThreshold { get; init; }

    /// <summary>How often it repeats a packet.</summary>
    public byte? RetryCount { get; init; }

    /// <summary>How long it waits before it repeats one.</summary>
    public TimeSpan? RetryInterval { get; init; }

    /// <summary>Bit rate that is kept over a restart.</summary>
    public SerialBitRate? StoredBitRate { get; init; }

    /// <summary>Bit rate in force.</summary>
    public SerialBitRate? BitRate { get; init; }

    /// <summary>Channel of the payload.</summary>
    public byte? PayloadChannel { get; init; }

    /// <summary>UDP port of the payload.</summary>
    public int? PayloadPort { get; init; }

    /// <summary>What the BMC did not tell.</summary>
    public required IReadOnlyList<UnreadParameter> Unread { get; init; }
}
