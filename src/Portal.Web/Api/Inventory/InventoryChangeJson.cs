using Portal.Fleet.Inventory;

namespace Portal.Web.Api.Inventory;

/// <summary>One difference between two readings.</summary>
/// <param name="At">When it was found.</param>
/// <param name="Since">The reading before, after which it happened.</param>
/// <param name="Part">Key of the part.</param>
/// <param name="Field">Which field; null when the part as a whole came or went.</param>
internal sealed record InventoryChangeJson(
    DateTimeOffset At, DateTimeOffset Since, InventoryChangeKind Kind, string Part, InventoryPartKind PartKind, string PartName, string? Field, string? Before, string? After)
{
    public static InventoryChangeJson From(InventoryChange change) => new(
        change.At, change.Since, change.Kind, change.PartKey, change.PartKind, change.PartName, change.Field, change.Before, change.After);
}
