namespace Portal.Web.Api.Readings;

/// <summary>Hysteresis to set, in the sensor's own counts.</summary>
internal sealed record HysteresisRequest
{
    /// <summary>Key of the sensor.</summary>
    public required string Sensor { get; init; }

    public required byte Positive { get; init; }

    public required byte Negative { get; init; }
}
