namespace Portal.Fleet.Snippets;

/// <summary>What a snippet is to say.</summary>
/// <param name="Shared">For everybody who may type somewhere; only administrators of the fleet save such.</param>
public sealed record SnippetFields(string Name, string Text, bool SendsEnter, bool Shared);
