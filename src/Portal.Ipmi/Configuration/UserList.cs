namespace Portal.Ipmi.Configuration;

/// <summary>The users of a BMC, as one channel sees them.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="MaxUsers">Highest user id there can be.</param>
/// <param name="EnabledUsers">Users that are enabled, as the BMC counts them.</param>
/// <param name="FixedNames">Users whose name cannot change.</param>
/// <param name="Users">Those that were read, by id; free places are among them.</param>
public sealed record UserList(byte Channel, byte MaxUsers, byte EnabledUsers, byte FixedNames, IReadOnlyList<UserEntry> Users);
