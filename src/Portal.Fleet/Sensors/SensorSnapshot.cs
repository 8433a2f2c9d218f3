using Portal.Ipmi.Sensors;

namespace Portal.Fleet.Sensors;

/// <summary>All readings of one round. Immutable.</summary>
/// <param name="At">When the round began; no value is older.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Readings">Readings, in the BMC's order.</param>
/// <param name="Draw">Power draw; null when the BMC does not measure it.</param>
/// <param name="Records">The records that describe the sensors.</param>
internal sealed record SensorSnapshot(DateTimeOffset At, TimeSpan Took, SensorReading[] Readings, PowerDraw? Draw, SdrRepository Records)
{
    /// <summary>Until when sensors are left alone, by their place; null when none is.</summary>
    public IReadOnlyDictionary<int, DateTimeOffset>? Resting { get; init; }
}
