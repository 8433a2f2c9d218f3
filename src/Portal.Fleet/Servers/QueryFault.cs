namespace Portal.Fleet.Servers;

/// <summary>What is wrong with a query, and where.</summary>
/// <param name="Kind">Stable.</param>
/// <param name="Position">Of the first wrong character, from 0.</param>
/// <param name="Length">Of the wrong part.</param>
/// <param name="Key">The key of the term that is wrong; null where it has none.</param>
/// <param name="Part">The wrong part itself.</param>
public sealed record QueryFault(QueryFaultKind Kind, int Position, int Length, string? Key, string Part)
{
    /// <summary>One English sentence that says what is wrong, where, and what is allowed.</summary>
    public string Sentence => Kind switch
    {
        QueryFaultKind.TooLong => $"A query has at most {ServerQuery.MaxLength} characters; this one has {Length}.",
        QueryFaultKind.UnknownKey => $"At character {Position + 1}: there is no filter \"{Key}:\"; there are {string.Join(", ", ServerQuery.Keys.Select(key => key + ":"))}, and plain words. Put a text with a colon in quotes.",
        QueryFaultKind.NoValue => $"At character {Position + 1}: \"{Key}:\" needs a value{Allowed}.",
        QueryFaultKind.UnknownValue => $"At character {Position + 1}: \"{Key}:{Part}\" is not known{Allowed}.",
        _ => $"At character {Position + 1}: a quoted text has no closing quote.",
    };

    private string Allowed => Key is not null && ServerQuery.ValuesOf(Key) is { } values ? $"; allowed: {string.Join(", ", values)}" : "";
}
