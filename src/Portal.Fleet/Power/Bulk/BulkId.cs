namespace Portal.Fleet.Power.Bulk;

/// <summary>Identifies a bulk operation.</summary>
public readonly record struct BulkId(Guid Value)
{
    public static BulkId New() => new(Guid.NewGuid());

    public static bool TryParse(string? text, out BulkId id)
    {
        var ok = Guid.TryParseExact(text, "N", out var value) || Guid.TryParseExact(text, "D", out value);
        id = new BulkId(value);
        return ok;
    }

    public override string ToString() => Value.ToString("N");
}
