namespace Portal.Ipmi.Dcmi;

/// <summary>One temperature as DCMI gives it, without sensor records: DCMI 1.5 §6.7.3.</summary>
/// <param name="Entity">Of what.</param>
/// <param name="Instance">Which of them.</param>
/// <param name="Celsius">Degrees Celsius.</param>
public sealed record DcmiTemperature(DcmiEntity Entity, byte Instance, int Celsius);
