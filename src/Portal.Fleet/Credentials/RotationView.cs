using Portal.Fleet.Links;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Credentials;

/// <summary>The rotation of one BMC's password, for people.</summary>
/// <param name="Code">Why it failed or is in doubt, stable; null when all is well.</param>
/// <param name="Bytes">Length of the new password, 16 or 20.</param>
public sealed record RotationView(
    Guid Id, Guid RunId, BmcId ServerId, string ServerName, RotationState State, int Attempts, BmcProblem Problem, string? Code, string? Detail, int? Bytes,
    string UserName, string? Reason, DateTimeOffset RequestedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt)
{
    public bool Ended => EndedAt is not null;
}
