namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Answer to Get PEF Configuration Parameters, IPMI 2.0 §30.4.</summary>
/// <param name="Revision">Revision of the parameter, 11h in IPMI 1.5 and 2.0.</param>
/// <param name="Data">Its data; of table entries with the set selector in front.</param>
public sealed record PefParameterData(byte Revision, ReadOnlyMemory<byte> Data);
