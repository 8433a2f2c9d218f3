namespace Portal.Ipmi.Commands.App;

/// <summary>Answer to Get Channel OEM Payload Info, IPMI 2.0 §24.10.</summary>
/// <param name="Type">Payload type.</param>
/// <param name="Iana">IANA enterprise number of whoever defined it.</param>
/// <param name="Id">OEM payload id.</param>
public readonly record struct OemPayload(byte Type, int Iana, ushort Id);
