namespace Portal.Ipmi.Inventory.Records;

/// <summary>Sub-record types of Management Access, FRU Information Storage Definition table 18-6.</summary>
public enum FruManagementAccessKind : byte
{
    /// <summary>System management URL.</summary>
    SystemUrl = 0x01,

    /// <summary>System name.</summary>
    SystemName = 0x02,

    /// <summary>System ping address.</summary>
    SystemPingAddress = 0x03,

    /// <summary>Component management URL.</summary>
    ComponentUrl = 0x04,

    /// <summary>Component name.</summary>
    ComponentName = 0x05,

    /// <summary>Component ping address.</summary>
    ComponentPingAddress = 0x06,

    /// <summary>System unique id, 16 bytes.</summary>
    SystemUniqueId = 0x07,
}
