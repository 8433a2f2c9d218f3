namespace Portal.Fleet.Consoles.Search;

/// <summary>What a search has found since the step before, newest first, and how far it is.</summary>
public sealed record SearchStep(IReadOnlyList<ConsoleHit> Hits, SearchCoverage Coverage);
