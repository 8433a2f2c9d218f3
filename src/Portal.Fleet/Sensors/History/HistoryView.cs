namespace Portal.Fleet.Sensors.History;

/// <summary>The past of one sensor.</summary>
/// <param name="Key">Key of the sensor.</param>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Tier">How finely it is kept over this range.</param>
/// <param name="Points">Points with a value, oldest first.</param>
public sealed record HistoryView(string Key, string Name, string Unit, HistoryTier Tier, IReadOnlyList<HistorySample> Points);
