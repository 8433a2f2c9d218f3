namespace Portal.Ipmi.Inventory.Records;

/// <summary>Base and Extended Compatibility, record types 04h and 05h, FRU Information Storage Definition §18.5 and §18.6.</summary>
public sealed record FruCompatibilityRecord : FruRecord
{
    /// <summary>Shortest record: without any code range mask.</summary>
    internal const int Length = 6;

    /// <summary>IANA enterprise number of who defined the codes.</summary>
    public required int ManufacturerId { get; init; }

    /// <summary>Entity id code of what is compatible.</summary>
    public required byte EntityId { get; init; }

    /// <summary>Compatibility base.</summary>
    public required byte CompatibilityBase { get; init; }

    /// <summary>Compatible codes: the start, and what the masks add to it.</summary>
    public required IReadOnlyList<int> Codes { get; init; }
}
