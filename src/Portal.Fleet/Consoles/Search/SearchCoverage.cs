namespace Portal.Fleet.Consoles.Search;

/// <summary>How far a search got.</summary>
/// <param name="Consoles">How many consoles it is for.</param>
/// <param name="Finished">Of how many nothing is left to look at.</param>
/// <param name="BackTo">Everything newer was looked at, on every console; null before the first look.</param>
/// <param name="IsComplete">Everything was looked at.</param>
/// <param name="Bytes">How much was looked at, as it was printed; what the index ruled out counts.</param>
/// <param name="TotalBytes">How much there is.</param>
/// <param name="Next">Where a further search goes on; null when there is nothing more.</param>
public sealed record SearchCoverage(int Consoles, int Finished, DateTimeOffset? BackTo, bool IsComplete, long Bytes, long TotalBytes, TimeSpan Elapsed, SearchPlace? Next);
