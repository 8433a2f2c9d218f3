namespace Portal.Ipmi.Configuration;

/// <summary>The system boot options of a BMC, IPMI 2.0 §28.12 to §28.13, read whole. What it does not tell is null.</summary>
public sealed record BootOptions
{
    /// <summary>Whether somebody is changing them.</summary>
    public SetInProgress? SetInProgress { get; init; }

    /// <summary>Service partition; 0 for none in particular.</summary>
    public byte? ServicePartition { get; init; }

    /// <summary>Scan for the service partition.</summary>
    public ServicePartitionScan? ServicePartitionScan { get; init; }

    /// <summary>What leaves the boot flags valid.</summary>
    public BootFlagRetention? Retention { get; init; }

    /// <summary>Who has yet to handle the boot information.</summary>
    public BootParties? Unhandled { get; init; }

    /// <summary>The boot flags.</summary>
    public BootFlags? Flags { get; init; }

    /// <summary>Who set the options.</summary>
    public BootInitiator? Initiator { get; init; }

    /// <summary>The first block of the initiator's mailbox, 16 bytes that begin with an IANA enterprise number.</summary>
    public ReadOnlyMemory<byte>? Mailbox { get; init; }

    /// <summary>What the BMC did not tell.</summary>
    public required IReadOnlyList<UnreadParameter> Unread { get; init; }
}
