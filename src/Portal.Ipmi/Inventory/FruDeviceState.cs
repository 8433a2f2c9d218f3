namespace Portal.Ipmi.Inventory;

/// <summary>What became of the reading of a FRU device.</summary>
public enum FruDeviceState
{
    /// <summary>Its inventory was read.</summary>
    Inventory,

    /// <summary>Its bytes were read, and they are no inventory: SPD data, processor information, or another format.</summary>
    Raw,

    /// <summary>The device answers, and was never written.</summary>
    Blank,

    /// <summary>There is nothing in its place now: an empty slot, or a locator of something that this model does not have.</summary>
    NotPresent,

    /// <summary>It is an EEPROM on a private bus that is not read with FRU commands, or no bridge leads to its controller.</summary>
    OutOfReach,

    /// <summary>Reading it failed.</summary>
    Failed,
}
