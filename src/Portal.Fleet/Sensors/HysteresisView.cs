namespace Portal.Fleet.Sensors;

/// <summary>How far a value must go back before a crossed threshold counts as left, in the sensor's unit.</summary>
/// <param name="Positive">Below an upper threshold.</param>
/// <param name="Negative">Above a lower one.</param>
/// <param name="PositiveCounts">The same in the sensor's own counts.</param>
/// <param name="NegativeCounts">The same in the sensor's own counts.</param>
public sealed record HysteresisView(double? Positive, double? Negative, byte PositiveCounts, byte NegativeCounts);
