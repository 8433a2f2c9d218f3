namespace Portal.Fleet.Inventory;

/// <summary>All that was read of one server at one time.</summary>
/// <param name="ReadAt">When.</param>
/// <param name="Parts">The BMC first.</param>
public sealed record InventorySnapshot(DateTimeOffset ReadAt, IReadOnlyList<InventoryPart> Parts)
{
    /// <summary>Most parts: a BMC that lists more is not believed.</summary>
    public const int MaxParts = 160;

    /// <summary>Most fields of one part.</summary>
    public const int MaxFields = 96;

    /// <summary>Longest value.</summary>
    public const int MaxValue = 256;
}
