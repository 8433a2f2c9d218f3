namespace Portal.Ipmi.Commands.Transport;

/// <summary>Answer to Suspend BMC ARPs, IPMI 2.0 §23.3.</summary>
/// <param name="GratuitousActive">The BMC sends gratuitous ARPs.</param>
/// <param name="ResponseActive">The BMC answers ARPs.</param>
public readonly record struct ArpSuspension(bool GratuitousActive, bool ResponseActive);
