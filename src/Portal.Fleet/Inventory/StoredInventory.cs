using Portal.Fleet.Servers;

namespace Portal.Fleet.Inventory;

/// <summary>What a server's BMC told last of itself and of its parts. A database row, so that it is there when the BMC is not.</summary>
public sealed class StoredInventory
{
    /// <summary>Most characters of <see cref="Document"/>: what a BMC tells is not to be trusted.</summary>
    public const int MaxDocument = 512 * 1024;

    public required BmcId ServerId { get; init; }

    public DateTimeOffset ReadAt { get; set; }

    /// <summary>An <see cref="InventorySnapshot"/> as JSON.</summary>
    public required string Document { get; set; }
}
