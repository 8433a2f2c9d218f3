namespace Portal.Ipmi.Sol;

/// <summary>Where characters on their way to the host stand.</summary>
internal enum SolInputState
{
    /// <summary>Nothing is in flight; new input may start.</summary>
    Idle,

    /// <summary>A packet with a new sequence number is ready and was not sent yet.</summary>
    Ready,

    /// <summary>A packet is out and not acknowledged.</summary>
    AwaitingAck,

    /// <summary>The BMC takes nothing now; what it left, if anything, is sent again when the pause is over.</summary>
    Held,

    /// <summary>Deactivated or lost: nothing is sent any more.</summary>
    Closed,
}
