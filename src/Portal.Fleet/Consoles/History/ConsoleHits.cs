namespace Portal.Fleet.Consoles.History;

/// <summary>What a search in one console's past found.</summary>
/// <param name="Hits">In the order of the search: oldest first, or newest first when it went backwards.</param>
/// <param name="Reached">How far the search got; it goes on from there.</param>
/// <param name="Complete">Nothing is left in this direction.</param>
public sealed record ConsoleHits(IReadOnlyList<ConsoleHit> Hits, long Reached, bool Complete);
