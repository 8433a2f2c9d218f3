namespace Portal.Ipmi.Inventory;

/// <summary>Enclosure and chassis types of SMBIOS (table "System Enclosure or Chassis Types"), to which FRU Information Storage Definition §14 refers.</summary>
public static class FruChassisTypes
{
    private static readonly string?[] s_names =
    [
        null, "Other", "Unknown", "Desktop", "Low Profile Desktop", "Pizza Box", "Mini Tower", "Tower", "Portable", "Laptop", "Notebook",
        "Hand Held", "Docking Station", "All in One", "Sub Notebook", "Space-saving", "Lunch Box", "Main Server Chassis", "Expansion Chassis",
        "Sub Chassis", "Bus Expansion Chassis", "Peripheral Chassis", "RAID Chassis", "Rack Mount Chassis", "Sealed-case PC",
        "Multi-system Chassis", "CompactPCI", "AdvancedTCA", "Blade", "Blade Enclosure", "Tablet", "Convertible", "Detachable", "IoT Gateway",
        "Embedded PC", "Mini PC", "Stick PC",
    ];

    /// <summary>A type in words; null for one that SMBIOS does not know. Bit 7, a lock in SMBIOS, is not part of the type.</summary>
    public static string? NameOf(byte type) => (type & 0x7F) < s_names.Length ? s_names[type & 0x7F] : null;
}
