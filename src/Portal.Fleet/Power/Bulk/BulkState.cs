namespace Portal.Fleet.Power.Bulk;

/// <summary>Where a bulk operation as a whole stands.</summary>
public enum BulkState
{
    Running,

    /// <summary>A person stopped it: what had not begun was not begun.</summary>
    Stopped,

    /// <summary>The portal stopped before it was through; nothing was begun again by itself.</summary>
    Interrupted,

    /// <summary>Every server has its result.</summary>
    Done,
}
