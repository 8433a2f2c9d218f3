namespace Portal.Fleet.Snippets;

/// <summary>What a snippet is to say.</summary>
/// <param name="Shared">For all of the staff, or all of the tenant, who may type somewhere; only administrators save such.</param>
public sealed record SnippetFields(string Name, string Text, bool SendsEnter, bool Shared);
