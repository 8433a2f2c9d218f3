using Portal.Fleet.Polling;

namespace Portal.Fleet.Sensors;

/// <summary>The sensors of one server, for showing.</summary>
/// <param name="ReadAt">When they were read: no value is older. Null when never.</param>
/// <param name="Took">How long that took.</param>
/// <param name="Sensors">Sensors, in the BMC's order.</param>
/// <param name="Draw">Power draw; null when it is not measured.</param>
/// <param name="Vitals">How the BMC answered lately.</param>
/// <param name="State">How the reading stands.</param>
/// <param name="KeepsHistory">Values are kept for charts.</param>
public sealed record SensorsView(
    DateTimeOffset? ReadAt, TimeSpan? Took, IReadOnlyList<SensorView> Sensors, PowerDraw? Draw, BmcVitals Vitals, ReadingsState State, bool KeepsHistory);
