namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Answer to Get Sensor Event Status, IPMI 2.0 §35.13. Bits of a mask are event offsets.</summary>
/// <param name="Flags">[7] event messages, [6] scanning, [5] reading unavailable.</param>
/// <param name="Assertions">Assertion events that occurred (or, of sensors that re-arm by themselves, hold).</param>
/// <param name="Deassertions">Deassertion events that occurred.</param>
public readonly record struct SensorEventStatus(SensorFlags Flags, ushort Assertions, ushort Deassertions);
