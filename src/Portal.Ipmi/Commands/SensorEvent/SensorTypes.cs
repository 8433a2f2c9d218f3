using Portal.Ipmi.Events;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>What a sensor is, IPMI 2.0 §35.16.</summary>
/// <param name="Type">Sensor type.</param>
/// <param name="ReadingType">Event/reading type.</param>
public readonly record struct SensorTypes(SensorType Type, EventReadingType ReadingType);
