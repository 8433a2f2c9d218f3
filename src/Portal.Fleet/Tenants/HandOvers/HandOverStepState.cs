namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>Where a step of a hand-over stands.</summary>
public enum HandOverStepState
{
    Waiting,

    Running,

    /// <summary>An administrator has to say what shall be done.</summary>
    NeedsAnswer,

    /// <summary>Done and proved.</summary>
    Done,

    /// <summary>Done, and what was found should be looked at.</summary>
    Attention,

    /// <summary>Not done, for a reason that trying again does not change by itself.</summary>
    NotDone,

    /// <summary>Tried and failed; may be tried again.</summary>
    Failed,
}
