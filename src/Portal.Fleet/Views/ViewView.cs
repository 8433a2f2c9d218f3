namespace Portal.Fleet.Views;

/// <summary>A saved view as one caller sees it.</summary>
/// <param name="ChangedBy">Who wrote what it says now.</param>
/// <param name="MayChange">Whether the caller may change and delete it.</param>
public sealed record ViewView(Guid Id, string Name, string? Query, string? Sort, string? Grouping, string? Columns, bool Shared, DateTimeOffset ChangedAt, string ChangedBy, bool MayChange);
