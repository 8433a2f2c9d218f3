namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Hysteresis of a sensor in raw counts, IPMI 2.0 §35.7.</summary>
/// <param name="Positive">Counts below a threshold that was reached going up at which it clears, less one.</param>
/// <param name="Negative">Counts above a threshold that was reached going down at which it clears, less one.</param>
public readonly record struct SensorHysteresis(byte Positive, byte Negative);
