namespace Portal.Fleet.Sensors.History;

/// <summary>What a series in a block is of.</summary>
/// <param name="Key">Key of the sensor.</param>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Unit of the values.</param>
internal sealed record HistorySeries(string Key, string Name, string Unit);
