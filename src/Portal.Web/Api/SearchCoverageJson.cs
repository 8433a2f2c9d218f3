using Portal.Fleet.Consoles.Search;

namespace Portal.Web.Api;

/// <summary>How far a search got.</summary>
/// <param name="Consoles">How many consoles it is for.</param>
/// <param name="Finished">Of how many nothing is left to look at.</param>
/// <param name="BackTo">Everything newer was looked at, on every console; null when everything was.</param>
/// <param name="Bytes">How much of <paramref name="TotalBytes"/> was looked at or ruled out.</param>
internal sealed record SearchCoverageJson(bool Complete, int Consoles, int Finished, DateTimeOffset? BackTo, long Bytes, long TotalBytes, double Seconds)
{
    public static SearchCoverageJson From(SearchCoverage coverage) => new(
        coverage.IsComplete, coverage.Consoles, coverage.Finished, coverage.BackTo, coverage.Bytes, coverage.TotalBytes, Math.Round(coverage.Elapsed.TotalSeconds, 3));
}
