namespace Portal.Ipmi.Inventory.Records;

/// <summary>Management Access, record type 03h, FRU Information Storage Definition §18.4.</summary>
public sealed record FruManagementAccessRecord : FruRecord
{
    /// <summary>What the record tells.</summary>
    public required FruManagementAccessKind Kind { get; init; }

    /// <summary>The string; the unique id and kinds that are not known are hexadecimal.</summary>
    public required string Text { get; init; }
}
