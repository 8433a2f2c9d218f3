namespace Portal.Ipmi.Commands.App;

/// <summary>Answer to Activate Session, IPMI 1.5 §18.15.</summary>
/// <param name="RemainderType">How packets are authenticated from now on: as before, or not at all.</param>
/// <param name="SessionId">Session id from now on.</param>
/// <param name="InboundSequence">Session sequence number that the BMC wants to see first.</param>
/// <param name="Privilege">Highest privilege level of the session.</param>
public sealed record SessionActivation(AuthenticationType RemainderType, uint SessionId, uint InboundSequence, PrivilegeLevel Privilege);
