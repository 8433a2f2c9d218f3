namespace Portal.Fleet.Access;

/// <summary>An API token; only its SHA-256 hash is stored. A database row.</summary>
public sealed class ApiToken
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public required string UserId { get; init; }

    public required string Name { get; init; }

    /// <summary>SHA-256 of the token's text, which holds 256 random bits.</summary>
    public required byte[] Hash { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }
}
