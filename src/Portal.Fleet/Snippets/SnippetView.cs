namespace Portal.Fleet.Snippets;

/// <summary>A snippet as one caller sees it.</summary>
/// <param name="Parameters">Names in double braces, in the order in which they are asked for.</param>
/// <param name="ChangedBy">Who wrote what it says now.</param>
/// <param name="MayChange">Whether the caller may change and delete it.</param>
public sealed record SnippetView(
    Guid Id, string Name, string Text, bool SendsEnter, bool Shared, IReadOnlyList<string> Parameters, DateTimeOffset ChangedAt, string ChangedBy, bool MayChange);
