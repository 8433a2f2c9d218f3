namespace Portal.Fleet.Sensors.History;

/// <summary>One point of a series.</summary>
/// <param name="Average">Mean; NaN when nothing was read.</param>
/// <param name="Minimum">Lowest value.</param>
/// <param name="Maximum">Highest value.</param>
internal readonly record struct HistoryPoint(float Average, float Minimum, float Maximum)
{
    public static HistoryPoint None { get; } = new(float.NaN, float.NaN, float.NaN);

    public bool IsNone => float.IsNaN(Average);
}
