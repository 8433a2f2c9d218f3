using Portal.Ipmi.Sensors;

namespace Portal.Ipmi.Tool.Sensors;

/// <summary>Thresholds in the sensor's unit; null for one that it does not have.</summary>
internal sealed record ThresholdRow(
    double? LowerNonRecoverable, double? LowerCritical, double? LowerNonCritical, double? UpperNonCritical, double? UpperCritical, double? UpperNonRecoverable)
{
    public static ThresholdRow Of(SensorReading reading) => new(
        reading.GetThreshold(ThresholdKind.LowerNonRecoverable), reading.GetThreshold(ThresholdKind.LowerCritical), reading.GetThreshold(ThresholdKind.LowerNonCritical),
        reading.GetThreshold(ThresholdKind.UpperNonCritical), reading.GetThreshold(ThresholdKind.UpperCritical), reading.GetThreshold(ThresholdKind.UpperNonRecoverable));

    /// <summary>From the lowest to the highest, as ipmitool prints them.</summary>
    public double?[] InOrder => [LowerNonRecoverable, LowerCritical, LowerNonCritical, UpperNonCritical, UpperCritical, UpperNonRecoverable];
}
