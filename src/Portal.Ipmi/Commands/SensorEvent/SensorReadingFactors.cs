using Portal.Ipmi.Sensors;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Answer to Get Sensor Reading Factors, IPMI 2.0 §35.5.</summary>
/// <param name="NextReading">The next reading for which other factors are defined.</param>
/// <param name="Factors">Factors for the reading that was asked.</param>
public readonly record struct SensorReadingFactors(byte NextReading, ConversionFactors Factors);
