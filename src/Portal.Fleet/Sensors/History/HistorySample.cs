namespace Portal.Fleet.Sensors.History;

/// <summary>One point of a chart.</summary>
/// <param name="At">Begin of the time that it stands for.</param>
/// <param name="Average">Mean.</param>
/// <param name="Minimum">Lowest.</param>
/// <param name="Maximum">Highest.</param>
public readonly record struct HistorySample(DateTimeOffset At, float Average, float Minimum, float Maximum);
