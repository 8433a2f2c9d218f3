namespace Portal.Fleet.Alerts;

/// <summary>Identifies an alert.</summary>
public readonly record struct AlertId(Guid Value)
{
    public static AlertId New() => new(Guid.NewGuid());

    public static bool TryParse(string? text, out AlertId id)
    {
        var ok = Guid.TryParseExact(text, "N", out var value) || Guid.TryParseExact(text, "D", out value);
        id = new AlertId(value);
        return ok;
    }

    public override string ToString() => Value.ToString("N");
}
