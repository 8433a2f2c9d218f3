namespace Portal.Ipmi.Commands.Transport;

/// <summary>Answer to the Get commands of LAN, SOL and serial configuration parameters, IPMI 2.0 §23.2, §25.2 and §26.3.</summary>
/// <param name="Revision">Parameter revision: 11h says that the present one and the oldest it is compatible with are 1.</param>
/// <param name="Data">The parameter's data, as they came.</param>
public sealed record ConfigurationData(byte Revision, ReadOnlyMemory<byte> Data);
