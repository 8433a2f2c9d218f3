namespace Portal.Web.Api.Readings;

/// <summary>How far a value must go back before a crossed threshold counts as left: in the sensor's unit, and in its counts.</summary>
internal sealed record HysteresisJson(double? Positive, double? Negative, int PositiveCounts, int NegativeCounts);
