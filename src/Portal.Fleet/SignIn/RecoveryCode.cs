namespace Portal.Fleet.SignIn;

/// <summary>A code of 128 random bits that replaces the authenticator once. A database row.</summary>
public sealed class RecoveryCode
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public required string UserId { get; init; }

    /// <summary>SHA-256 of the code.</summary>
    public required byte[] Hash { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}
