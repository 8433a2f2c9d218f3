namespace Portal.Ipmi.Inventory;

/// <summary>Where a FRU device is: what a FRU device locator record (type 11h, IPMI 2.0 §43.8) or a management controller locator says of it.</summary>
/// <param name="DeviceId">FRU device id of a logical device; slave address of one that is not.</param>
/// <param name="Name">Its name.</param>
public sealed record FruLocator(byte DeviceId, string Name)
{
    /// <summary>IPMB address of the controller that has it; 20h is the BMC.</summary>
    public byte AccessAddress { get; init; } = 0x20;

    /// <summary>Channel to that controller.</summary>
    public byte Channel { get; init; }

    /// <summary>Logical unit of that controller.</summary>
    public Lun Lun { get; init; }

    /// <summary>Private bus behind that controller, for a device that is not logical.</summary>
    public byte PrivateBus { get; init; }

    /// <summary>The device is read with the FRU commands; otherwise it is an EEPROM on a private bus.</summary>
    public bool IsLogical { get; init; } = true;

    /// <summary>Device type, IPMI 2.0 table 43-12; 10h is a logical FRU device.</summary>
    public byte DeviceType { get; init; } = 0x10;

    /// <summary>Device type modifier: of a logical FRU device 00h unspecified, 01h DIMM memory id (SPD), 02h FRU inventory, 03h processor cartridge.</summary>
    public byte DeviceTypeModifier { get; init; } = 0x02;

    /// <summary>Entity id of what it describes; 0 when unspecified.</summary>
    public byte EntityId { get; init; }

    /// <summary>Entity instance.</summary>
    public byte EntityInstance { get; init; }

    /// <summary>The BMC's own device, which every one has, locator or not (IPMI 2.0 §34).</summary>
    public static FruLocator BuiltIn { get; } = new(0, "Builtin FRU Device");

    /// <summary>The device holds a memory module's SPD data or a processor's information, not a FRU inventory.</summary>
    public bool IsRaw => DeviceType == 0x10 && DeviceTypeModifier is 0x01 or 0x03;
}
