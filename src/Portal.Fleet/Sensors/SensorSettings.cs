using Portal.Ipmi.Sensors;

namespace Portal.Fleet.Sensors;

/// <summary>What of a sensor can be set, as its BMC tells it now.</summary>
/// <param name="Key">Key of the sensor.</param>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Unit of the thresholds.</param>
/// <param name="Thresholds">In force, in the order of <see cref="ThresholdKind"/>.</param>
/// <param name="Settable">Which of them can be set.</param>
/// <param name="Hysteresis">In force; null when the sensor has none to read.</param>
/// <param name="CanSetHysteresis">Whether that can be set.</param>
/// <param name="Step">Smallest difference that the sensor can express.</param>
/// <param name="Reading">Present value.</param>
public sealed record SensorSettings(
    string Key, string Name, string Unit, IReadOnlyList<double?> Thresholds, IReadOnlyList<ThresholdKind> Settable, HysteresisView? Hysteresis, bool CanSetHysteresis, double? Step, double? Reading);
