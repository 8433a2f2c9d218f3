using Portal.Fleet.Consoles.Search;

namespace Portal.Web.Api;

/// <summary>What a search found and how far it got.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="NextCursor">Pass it as <c>cursor</c> to search further; null when everything was looked at.</param>
internal sealed record SearchJson(IReadOnlyList<SearchHitJson> Items, SearchCoverageJson Coverage, string? NextCursor)
{
    public static SearchJson From(IEnumerable<ConsoleHit> hits, SearchCoverage coverage, string? cursor) =>
        new([.. hits.Select(SearchHitJson.From)], SearchCoverageJson.From(coverage), cursor);
}
