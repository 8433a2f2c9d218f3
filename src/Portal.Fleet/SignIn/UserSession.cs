namespace Portal.Fleet.SignIn;

/// <summary>One browser that somebody signed in with. The cookie holds a reference of 256 random bits, the row only its hash. A database row; gone when the session ends.</summary>
public sealed class UserSession
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public required string UserId { get; init; }

    /// <summary>SHA-256 of the cookie's text.</summary>
    public required byte[] KeyHash { get; set; }

    /// <summary>The user's security stamp when they signed in: another password ends the session, whoever changed it.</summary>
    public required string Stamp { get; set; }

    public required SignInMethod Method { get; init; }

    /// <summary>A second factor or a passkey was shown, not only a password.</summary>
    public bool Strong { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the person last did anything, to the minute.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>When the person last proved who they are.</summary>
    public DateTimeOffset ConfirmedAt { get; set; }

    /// <summary>It ends then, whatever happens.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>It ends after so long without anybody doing anything.</summary>
    public int IdleMinutes { get; init; }

    public string? Address { get; set; }

    /// <summary>What the browser calls itself, cut.</summary>
    public string? Agent { get; init; }
}
