namespace Portal.Fleet.Consoles.Search;

/// <summary>One search.</summary>
/// <param name="Limit">It ends when so many lines were found.</param>
public sealed record SearchRequest(ConsoleQuery Query, int Limit)
{
    public const int MostLimit = 1000;

    /// <summary>Where an earlier search ended.</summary>
    public SearchPlace? Before { get; init; }

    /// <summary>How many lines before and behind each come with it.</summary>
    public int Context { get; init; }

    /// <summary>It ends after so long, and says how far it got.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(1.8);
}
