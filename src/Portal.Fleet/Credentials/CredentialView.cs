using Portal.Fleet.Links;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;

namespace Portal.Fleet.Credentials;

/// <summary>How well one BMC's login is kept, for people; the password itself is nowhere in it.</summary>
/// <param name="SetAt">When the password was given; null for longer ago than that was written down.</param>
/// <param name="Generated">The portal made it, and nobody knows it.</param>
/// <param name="Length">Its length class; null when there is none that can be opened.</param>
/// <param name="Group">Number of the group of BMCs that share it, from 1; null when it is this one's alone.</param>
/// <param name="ProvenAt">When it first opened a session; null when it never did.</param>
/// <param name="LoggedInAt">When the portal last logged in; null when it did not since its start.</param>
/// <param name="CheckedAt">When the BMC itself was last looked at.</param>
/// <param name="Rotation">Its newest rotation.</param>
public sealed record CredentialView(
    BmcId ServerId, string ServerName, IReadOnlyList<string> Tags, string UserName, bool Simulated, LinkState Link, BmcProblem Problem,
    DateTimeOffset? SetAt, bool Generated, PasswordLength? Length, int? Group, DateTimeOffset? ProvenAt, DateTimeOffset? LoggedInAt, DateTimeOffset? CheckedAt, CredentialFindings Findings, RotationView? Rotation);
