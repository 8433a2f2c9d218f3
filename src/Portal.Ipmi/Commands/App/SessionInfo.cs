namespace Portal.Ipmi.Commands.App;

/// <summary>Answer to Get Session Info, IPMI 2.0 §22.20.</summary>
/// <param name="Handle">Session handle; 0 when no session is there.</param>
/// <param name="PossibleSessions">Sessions that the BMC can hold.</param>
/// <param name="ActiveSessions">Sessions that are active on all channels.</param>
/// <param name="UserId">User id; null when the BMC tells no more than the counts.</param>
/// <param name="Privilege">Privilege level in force; null when the BMC tells no more than the counts.</param>
/// <param name="Channel">Channel number; null when the BMC tells no more than the counts.</param>
public sealed record SessionInfo(byte Handle, byte PossibleSessions, byte ActiveSessions, byte? UserId, PrivilegeLevel? Privilege, byte? Channel);
