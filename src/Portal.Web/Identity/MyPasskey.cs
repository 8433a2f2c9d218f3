namespace Portal.Web.Identity;

/// <summary>One passkey.</summary>
/// <param name="Id">The credential's id, base64url.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="Synced">It is kept by a service, not in one device only.</param>
public sealed record MyPasskey(string Id, string? Name, DateTimeOffset CreatedAt, bool Synced);
