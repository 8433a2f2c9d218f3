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
}
