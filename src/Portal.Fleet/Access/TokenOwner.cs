namespace Portal.Fleet.Access;

/// <summary>Whose token it is that came with a request.</summary>
public sealed record TokenOwner(PortalUser User, Guid TokenId, DateTimeOffset? ExpiresAt);
