namespace Portal.Fleet.Inventory;

/// <summary>One thing that a part says of itself.</summary>
/// <param name="Key">Stable word, for example <c>serial</c>; unique within its part.</param>
/// <param name="Value">As it came, without control characters.</param>
public sealed record InventoryField(string Key, string Value)
{
    /// <summary>Tells where the BMC is, or its hardware address: for those who administer it.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Serial numbers, addresses and the like, which people copy and compare letter by letter.</summary>
    public bool IsCode { get; init; }
}
