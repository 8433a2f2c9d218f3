namespace Portal.Fleet.Inventory;

/// <summary>How an inventory differs from the one before.</summary>
public enum InventoryChangeKind
{
    /// <summary>A part is there that was not.</summary>
    Added,

    /// <summary>A part is gone.</summary>
    Removed,

    /// <summary>A field of a part says something else.</summary>
    Changed,
}
