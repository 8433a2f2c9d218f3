using Portal.Ipmi.Sensors;

namespace Portal.Web.Api.Readings;

/// <summary>Thresholds of a sensor in its unit; null where it has none.</summary>
internal sealed record ThresholdsJson(
    double? LowerNonRecoverable, double? LowerCritical, double? LowerNonCritical, double? UpperNonCritical, double? UpperCritical, double? UpperNonRecoverable)
{
    public static ThresholdsJson From(IReadOnlyList<double?> thresholds) => new(
        thresholds[(int)ThresholdKind.LowerNonRecoverable], thresholds[(int)ThresholdKind.LowerCritical], thresholds[(int)ThresholdKind.LowerNonCritical],
        thresholds[(int)ThresholdKind.UpperNonCritical], thresholds[(int)ThresholdKind.UpperCritical], thresholds[(int)ThresholdKind.UpperNonRecoverable]);
}
