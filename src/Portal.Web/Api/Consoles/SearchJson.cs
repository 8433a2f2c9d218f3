using Portal.Fleet.Consoles.History;

namespace Portal.Web.Api.Consoles;

/// <summary>What a search in one console's record found.</summary>
/// <param name="Hits">In the order of the search.</param>
/// <param name="Reached">Where to go on.</param>
/// <param name="Complete">Nothing is left in this direction.</param>
internal sealed record SearchJson(IReadOnlyList<ConsoleHit> Hits, long Reached, bool Complete)
{
    public static SearchJson From(ConsoleHits found) => new(found.Hits, found.Reached, found.Complete);
}
