namespace Portal.Fleet.Inventory;

/// <summary>What a part of an inventory is.</summary>
public enum InventoryPartKind
{
    /// <summary>The BMC itself: Get Device ID, its GUIDs, its self test.</summary>
    Controller,

    /// <summary>The host, as its own software or firmware told the BMC.</summary>
    System,

    /// <summary>The BMC's network: for those who administer it.</summary>
    Network,

    /// <summary>A FRU inventory device.</summary>
    Fru,

    /// <summary>A memory module, by its SPD data.</summary>
    Memory,
}
