namespace Portal.Fleet.SignIn;

/// <summary>A link with which a person sets a password once. A database row.</summary>
public sealed class OneTimeLink
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public required string UserId { get; init; }

    public required LinkPurpose Purpose { get; init; }

    /// <summary>SHA-256 of the text in the link, which holds 256 random bits.</summary>
    public required byte[] Hash { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}
