namespace Portal.Fleet.Power;

/// <summary>Where a power operation stands. It moves forward only, and ends in one of the last four.</summary>
public enum PowerOperationState
{
    /// <summary>Recorded, nothing sent.</summary>
    Requested,

    /// <summary>The command went out, once.</summary>
    Sent,

    /// <summary>The BMC accepted it and the chassis was seen in the state it asks for (or it asks for none that can be seen).</summary>
    Confirmed,

    /// <summary>The BMC accepted the command, but the chassis did not reach the state in time (a guest may ignore a soft shutdown).</summary>
    NotReached,

    /// <summary>The command was not executed: never sent, or refused by the BMC.</summary>
    Failed,

    /// <summary>It was sent, and nobody can say whether it was executed.</summary>
    Unknown,
}
