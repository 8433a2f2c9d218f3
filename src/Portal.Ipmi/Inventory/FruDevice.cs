namespace Portal.Ipmi.Inventory;

/// <summary>One FRU device of a server, read.</summary>
/// <param name="Locator">Where it is.</param>
/// <param name="State">What became of it.</param>
public sealed record FruDevice(FruLocator Locator, FruDeviceState State)
{
    /// <summary>What it says; null unless it was read as an inventory, blank ones included.</summary>
    public FruInventory? Inventory { get; init; }

    /// <summary>Its bytes when they are no inventory.</summary>
    public ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>Why it could not be read, in a sentence; null when it was.</summary>
    public string? Problem { get; init; }
}
