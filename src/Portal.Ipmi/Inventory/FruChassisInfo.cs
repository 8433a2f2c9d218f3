namespace Portal.Ipmi.Inventory;

/// <summary>Chassis info area, FRU Information Storage Definition §10. A field that the area does not have is null.</summary>
public sealed record FruChassisInfo
{
    /// <summary>Chassis type, as SMBIOS counts them.</summary>
    public required byte Type { get; init; }

    /// <summary>Chassis part number.</summary>
    public FruField? PartNumber { get; init; }

    /// <summary>Chassis serial number.</summary>
    public FruField? SerialNumber { get; init; }

    /// <summary>Fields of the manufacturer's own.</summary>
    public required IReadOnlyList<FruField> Custom { get; init; }

    /// <summary>Chassis type in words; null for a number that SMBIOS does not know.</summary>
    public string? TypeName => FruChassisTypes.NameOf(Type);
}
