namespace Portal.Ipmi.Inventory;

/// <summary>Product info area, FRU Information Storage Definition §12. A field that the area does not have is null.</summary>
public sealed record FruProductInfo
{
    /// <summary>Language code, §15; 0 and 25 are English.</summary>
    public required byte Language { get; init; }

    /// <summary>Manufacturer.</summary>
    public FruField? Manufacturer { get; init; }

    /// <summary>Product name.</summary>
    public FruField? ProductName { get; init; }

    /// <summary>Part or model number.</summary>
    public FruField? PartNumber { get; init; }

    /// <summary>Version.</summary>
    public FruField? Version { get; init; }

    /// <summary>Serial number.</summary>
    public FruField? SerialNumber { get; init; }

    /// <summary>Asset tag.</summary>
    public FruField? AssetTag { get; init; }

    /// <summary>FRU file id: what the inventory was written from.</summary>
    public FruField? FileId { get; init; }

    /// <summary>Fields of the manufacturer's own.</summary>
    public required IReadOnlyList<FruField> Custom { get; init; }
}
