namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Which events a sensor sends, IPMI 2.0 §35.11. Bits of a mask are event offsets.</summary>
/// <param name="EventMessages">Event messages are enabled at all.</param>
/// <param name="Scanning">The sensor is scanned.</param>
/// <param name="Assertions">Assertion events enabled.</param>
/// <param name="Deassertions">Deassertion events enabled.</param>
public readonly record struct SensorEventEnable(bool EventMessages, bool Scanning, ushort Assertions, ushort Deassertions);
