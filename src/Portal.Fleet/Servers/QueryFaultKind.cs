namespace Portal.Fleet.Servers;

/// <summary>Kinds of faults of a query.</summary>
public enum QueryFaultKind
{
    TooLong,
    UnknownKey,
    NoValue,
    UnknownValue,
    OpenQuote,
}
