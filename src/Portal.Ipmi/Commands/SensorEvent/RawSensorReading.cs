namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Answer to Get Sensor Reading, IPMI 2.0 §35.14.</summary>
/// <param name="Raw">Raw reading; meaningless when the sensor has no analog reading.</param>
/// <param name="Flags">Flags.</param>
/// <param name="States">Threshold sensor: thresholds reached in bits 5:0. Discrete sensor: states in bits 14:0. 0 when the BMC left the bytes out.</param>
/// <param name="HasStates">The BMC sent state bytes.</param>
public readonly record struct RawSensorReading(byte Raw, SensorFlags Flags, ushort States, bool HasStates)
{
    /// <summary>Why the BMC refused; <see cref="CompletionCode.Ok"/> when it did not. Set only where a refusal is an answer.</summary>
    internal CompletionCode Refusal { get; init; }
}
