using Portal.Ipmi.Commands.App;

namespace Portal.Ipmi.Configuration;

/// <summary>A user of a BMC, as one channel sees it.</summary>
/// <param name="Id">User id, from 1.</param>
/// <param name="Name">Name; empty when the place is free, and for user 1 of most BMCs.</param>
/// <param name="Access">Access by the channel; null when the BMC does not tell it of this user.</param>
public sealed record UserEntry(byte Id, string Name, UserAccess? Access)
{
    /// <summary>Nobody is here: no name, and no access.</summary>
    public bool IsFree => Name.Length == 0 && Access is null or { Privilege: null, IsEnabled: not true };
}
