namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Answer to Get System Boot Options, IPMI 2.0 §28.13.</summary>
/// <param name="Version">Parameter version; 1.</param>
/// <param name="IsLocked">The parameter is marked invalid or locked.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Data">Its data, as they came.</param>
public sealed record BootOptionValue(byte Version, bool IsLocked, BootOptionParameter Parameter, ReadOnlyMemory<byte> Data);
