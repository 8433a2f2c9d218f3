namespace Portal.Ipmi.Inventory.Records;

/// <summary>One record of the MultiRecord area, FRU Information Storage Definition §16. A type that is not known stays in this form.</summary>
public record FruRecord
{
    /// <summary>Record type, table 16-2.</summary>
    public required byte Type { get; init; }

    /// <summary>Record format version, 2 unless its type says otherwise.</summary>
    public required byte Version { get; init; }

    /// <summary>The record's data without its header.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The type in words.</summary>
    public string TypeName => Type switch
    {
        0x00 => "Power Supply Information",
        0x01 => "DC Output",
        0x02 => "DC Load",
        0x03 => "Management Access",
        0x04 => "Base Compatibility",
        0x05 => "Extended Compatibility",
        0x06 => "ASF Fixed SMBus Device",
        0x07 => "ASF Legacy-Device Alerts",
        0x08 => "ASF Remote Control",
        0x09 => "Extended DC Output",
        0x0A => "Extended DC Load",
        >= 0x0B and <= 0x0F => "NVM Express",
        >= 0xC0 => "OEM",
        _ => "Reserved",
    };
}
