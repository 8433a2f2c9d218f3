using Portal.Fleet.Servers;

namespace Portal.Fleet.Access.Observing;

/// <summary>A link as those see it who may make them for its server.</summary>
/// <param name="Watching">How many watch by it now.</param>
public sealed record ObserverLinkView(
    Guid Id, BmcId ServerId, string Label, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset EndsAt, DateTimeOffset? RevokedAt, string? RevokedBy,
    DateTimeOffset? LastUsedAt, string? LastUsedFrom, int Uses, int Watching)
{
    public bool IsOpenAt(DateTimeOffset now) => RevokedAt is null && now < EndsAt;
}
