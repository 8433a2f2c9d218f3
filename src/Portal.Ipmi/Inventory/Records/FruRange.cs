namespace Portal.Ipmi.Inventory.Records;

/// <summary>Two values that belong together: a range, or a pair.</summary>
/// <param name="Low">The first or lower one.</param>
/// <param name="High">The second or higher one.</param>
public readonly record struct FruRange(int Low, int High);
