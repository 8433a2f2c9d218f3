namespace Portal.Fleet.Configuration.Lan;

/// <summary>How far a part of a change is.</summary>
public enum LanStageState
{
    Waiting,
    Running,
    Done,

    /// <summary>Done with something to know, or not needed.</summary>
    Noted,
    Failed,
}
