using Portal.Fleet.Servers;

namespace Portal.Fleet.Inventory;

/// <summary>One difference between two readings of an inventory. A database row, written with the reading that found it.</summary>
public sealed class InventoryChange
{
    public const int MaxKey = 96;
    public const int MaxName = 128;
    public const int MaxValue = 512;

    public long Id { get; init; }

    public required BmcId ServerId { get; init; }

    /// <summary>When it was found.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The reading before: it happened after that. Whoever may not know what was then does not see the change.</summary>
    public DateTimeOffset Since { get; init; }

    public InventoryChangeKind Kind { get; init; }

    /// <summary><see cref="InventoryPart.Key"/>.</summary>
    public required string PartKey { get; init; }

    public InventoryPartKind PartKind { get; init; }

    /// <summary>Name of the part as the BMC gives it.</summary>
    public required string PartName { get; init; }

    /// <summary><see cref="InventoryField.Key"/>; null when the part as a whole came or went.</summary>
    public string? Field { get; init; }

    /// <summary>What it was; null when there was nothing.</summary>
    public string? Before { get; init; }

    /// <summary>What it is; null when there is nothing any more.</summary>
    public string? After { get; init; }

    /// <summary>Tells where the BMC is, or its hardware address: for those who administer it.</summary>
    public bool IsPrivate { get; init; }
}
