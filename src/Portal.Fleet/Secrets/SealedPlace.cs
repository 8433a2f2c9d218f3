namespace Portal.Fleet.Secrets;

/// <summary>Where a sealed value lies. A value opens only at the place it was sealed for: one that is moved to another row or column does not.</summary>
/// <param name="Table">The table, or what else keeps it.</param>
/// <param name="Record">The record's id.</param>
/// <param name="Field">The column, or what else it is called there.</param>
public readonly record struct SealedPlace(string Table, string Record, string Field);
