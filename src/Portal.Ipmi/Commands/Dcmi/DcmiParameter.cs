namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>Answer to Get DCMI Capabilities Info and Get DCMI Configuration Parameters, DCMI 1.5 §6.1.1 and §6.1.3.</summary>
/// <param name="Major">Major version of the specification the BMC conforms to.</param>
/// <param name="Minor">Minor version of the specification the BMC conforms to.</param>
/// <param name="Revision">Revision of the parameter.</param>
/// <param name="Data">The parameter's data.</param>
public sealed record DcmiParameter(byte Major, byte Minor, byte Revision, ReadOnlyMemory<byte> Data);
