namespace Portal.Ipmi.Session;

/// <summary>Kinds of <see cref="LaneStep"/>.</summary>
internal enum LaneStepKind
{
    /// <summary>Send the request now, under a new session sequence number.</summary>
    Transmit,

    /// <summary>Wait for an answer, at most until the given time; then ask again.</summary>
    Wait,

    /// <summary>The answer is there.</summary>
    Answered,

    /// <summary>There will be no answer.</summary>
    TimedOut,
}
