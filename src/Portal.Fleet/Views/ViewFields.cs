namespace Portal.Fleet.Views;

/// <summary>What a saved view is to be.</summary>
/// <param name="Shared">For all of the staff, or all of the tenant; only administrators save such.</param>
public sealed record ViewFields(string Name, string? Query, string? Sort, string? Grouping, string? Columns, bool Shared);
