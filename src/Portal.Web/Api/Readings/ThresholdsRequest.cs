using Portal.Ipmi.Sensors;

namespace Portal.Web.Api.Readings;

/// <summary>Thresholds to set, in the sensor's unit; those left out stay.</summary>
internal sealed record ThresholdsRequest
{
    /// <summary>Key of the sensor.</summary>
    public required string Sensor { get; init; }

    public double? LowerNonRecoverable { get; init; }

    public double? LowerCritical { get; init; }

    public double? LowerNonCritical { get; init; }

    public double? UpperNonCritical { get; init; }

    public double? UpperCritical { get; init; }

    public double? UpperNonRecoverable { get; init; }

    public IReadOnlyDictionary<ThresholdKind, double> ToValues()
    {
        var values = new Dictionary<ThresholdKind, double>();
        void Take(ThresholdKind kind, double? value)
        {
            if (value is { } number)
                values[kind] = number;
        }

        Take(ThresholdKind.LowerNonRecoverable, LowerNonRecoverable);
        Take(ThresholdKind.LowerCritical, LowerCritical);
        Take(ThresholdKind.LowerNonCritical, LowerNonCritical);
        Take(ThresholdKind.UpperNonCritical, UpperNonCritical);
        Take(ThresholdKind.UpperCritical, UpperCritical);
        Take(ThresholdKind.UpperNonRecoverable, UpperNonRecoverable);
        return values.Count > 0 ? values : throw new InvalidRequestException("missing_field", "Name at least one threshold.", "upperCritical");
    }
}
