namespace Portal.Ipmi.Commands.App;

/// <summary>Answer to Get Command Sub-function Support, IPMI 2.0 §21.4.</summary>
/// <param name="Specification">Specification type (0 IPMI, 1 IPMB, 2 ICMB, 4 SMBus) in the upper half, its errata in the lower; for a group or an OEM all of it is the errata.</param>
/// <param name="Version">Specification version, BCD with the digits exchanged.</param>
/// <param name="Revision">Specification revision, BCD.</param>
/// <param name="Subfunctions">The sub-functions that exist, a bit each.</param>
public readonly record struct CommandSubfunctionSupport(byte Specification, byte Version, byte Revision, ulong Subfunctions);
