namespace Portal.Ipmi.Sol;

/// <summary>How to activate SOL.</summary>
public sealed record SolOptions
{
    /// <summary>Payload instance, 1 based.</summary>
    public byte Instance { get; init; } = 1;

    /// <summary>First retransmission time-out of a packet that the BMC does not acknowledge.</summary>
    public TimeSpan Retransmission { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Without an acknowledgement for this long the channel ends with <see cref="IpmiFailure.SessionLost"/>.</summary>
    public TimeSpan AcknowledgementTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Events held for a slow reader before acknowledgements are withheld, so that the BMC waits and nothing is lost.</summary>
    public int EventCapacity { get; init; } = 256;

    /// <summary>
    /// Characters are acknowledged only when the reader of <see cref="SolChannel.ReadAllAsync"/> comes back for what follows them, so that a reader
    /// who writes them down first loses nothing that the BMC believes delivered. Otherwise as soon as they are here.
    /// </summary>
    public bool AcknowledgeWhenTaken { get; init; }

    /// <summary>
    /// The reader of <see cref="SolChannel.ReadAllAsync"/> goes on at once on the thread that received the packet, up to its next wait, instead of on the
    /// pool. For readers that do little with what comes and never block: meanwhile nothing else of the session is received.
    /// </summary>
    public bool ReadInline { get; init; }
}
