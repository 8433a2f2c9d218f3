namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Answer to Get System Restart Cause, IPMI 2.0 §28.11.</summary>
/// <param name="Cause">Why the host started last.</param>
/// <param name="Channel">Channel that the command came by, where it was one; null when the BMC does not send it.</param>
public sealed record SystemRestartCause(RestartCause Cause, byte? Channel);
