namespace Portal.Fleet.Servers;

/// <summary>Identifies a server and its BMC everywhere in the portal. Random, so that it tells nothing and cannot be guessed.</summary>
public readonly record struct BmcId(Guid Value)
{
    /// <summary>A new random id.</summary>
    public static BmcId New() => new(Guid.NewGuid());

    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string? text, out BmcId id)
    {
        var ok = Guid.TryParseExact(text, "N", out var value) || Guid.TryParseExact(text, "D", out value);
        id = new BmcId(value);
        return ok;
    }

    /// <summary>32 hexadecimal digits: the form in URLs and in the API.</summary>
    public override string ToString() => Value.ToString("N");
}
