namespace Portal.Ipmi.Commands.App;

/// <summary>Answer to Get Session Challenge, IPMI 1.5 §18.14: an id to activate the session with, and 16 bytes to sign.</summary>
public sealed record SessionChallenge(uint TemporarySessionId, ReadOnlyMemory<byte> Challenge);
