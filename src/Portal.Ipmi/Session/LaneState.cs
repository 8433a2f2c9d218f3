namespace Portal.Ipmi.Session;

/// <summary>States of a <see cref="CommandLane"/>.</summary>
internal enum LaneState
{
    /// <summary>No command is outstanding.</summary>
    Idle,

    /// <summary>A command is outstanding.</summary>
    Waiting,

    /// <summary>The outstanding command has its answer.</summary>
    Answered,

    /// <summary>The outstanding command's time is over.</summary>
    TimedOut,
}
