namespace Portal.Ipmi.Inventory.Records;

/// <summary>OEM record, types C0h to FFh, FRU Information Storage Definition §18.7.</summary>
public sealed record FruOemRecord : FruRecord
{
    /// <summary>Shortest record: the manufacturer id alone.</summary>
    internal const int Length = 3;

    /// <summary>IANA enterprise number of who defined the record.</summary>
    public required int ManufacturerId { get; init; }

    /// <summary>The data after the manufacturer id.</summary>
    public required ReadOnlyMemory<byte> OemData { get; init; }

    /// <summary>The body that gave records of its own a form, by its IANA number; null for a manufacturer's.</summary>
    public string? Body => ManufacturerId switch
    {
        12634 => "PICMG",
        33196 => "VITA",
        36465 => "DCMI",
        4542 => "ASF",
        _ => null,
    };
}
