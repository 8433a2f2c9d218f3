namespace Portal.Fleet.Power;

/// <summary>Identifies a power operation.</summary>
public readonly record struct PowerOperationId(Guid Value)
{
    public static PowerOperationId New() => new(Guid.NewGuid());

    public static bool TryParse(string? text, out PowerOperationId id)
    {
        var ok = Guid.TryParseExact(text, "N", out var value) || Guid.TryParseExact(text, "D", out value);
        id = new PowerOperationId(value);
        return ok;
    }

    public override string ToString() => Value.ToString("N");
}
