namespace Portal.Ipmi.Sol;

/// <summary>Time constants of a <see cref="SolWindow"/>.</summary>
/// <param name="Retransmission">Retransmission time-out until an acknowledgement has been timed.</param>
/// <param name="AcknowledgementTimeout">Without any answer for this long the channel is lost.</param>
internal readonly record struct SolTimings(TimeSpan Retransmission, TimeSpan AcknowledgementTimeout)
{
    /// <summary>Shortest retransmission time-out: BMCs pause for milliseconds, and an early copy costs more than it wins.</summary>
    public static readonly TimeSpan MinRetransmission = TimeSpan.FromMilliseconds(10);

    /// <summary>Longest retransmission time-out after back-off.</summary>
    public static readonly TimeSpan MaxRetransmission = TimeSpan.FromSeconds(2);

    /// <summary>First pause after a BMC refused characters.</summary>
    public static readonly TimeSpan MinHold = TimeSpan.FromMilliseconds(4);

    /// <summary>Longest pause between two attempts at a BMC that refuses.</summary>
    public static readonly TimeSpan MaxHold = TimeSpan.FromSeconds(1);

    /// <summary>A packet that looks like an old copy is one, unless nothing new came for this long: then the BMC has begun to count anew.</summary>
    public static readonly TimeSpan ResyncSilence = TimeSpan.FromSeconds(2);

    /// <summary>A BMC that still repeats a grown packet this long after it was answered does not know partial acceptance. Longer than any round trip.</summary>
    public static readonly TimeSpan Insistence = TimeSpan.FromMilliseconds(500);
}
