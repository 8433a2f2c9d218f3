namespace Portal.Fleet.Inventory;

/// <summary>What became of the reading of a part.</summary>
public enum InventoryPartState
{
    Read,

    /// <summary>It answers, and was never written.</summary>
    Blank,

    /// <summary>An empty slot.</summary>
    Absent,

    /// <summary>No way leads to it.</summary>
    OutOfReach,

    /// <summary>Reading it failed; what is shown was read before.</summary>
    Failed,
}
