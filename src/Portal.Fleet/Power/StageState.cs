namespace Portal.Fleet.Power;

/// <summary>How a step of an operation stands.</summary>
public enum StageState
{
    Running,

    Done,

    /// <summary>It was not needed.</summary>
    Skipped,

    /// <summary>It did not happen, and what comes behind it was not begun.</summary>
    Failed,

    /// <summary>Nobody can say whether it happened.</summary>
    Unknown,
}
