namespace Portal.Fleet.SignIn;

/// <summary>An authenticator that makes codes for a user. A database row.</summary>
public sealed class AuthenticatorApp
{
    public required string UserId { get; init; }

    /// <summary>The shared secret, sealed outside of the database.</summary>
    public required byte[] Secret { get; set; }

    /// <summary>The newest time step whose code was accepted; none at or before it is accepted again.</summary>
    public long LastStep { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Null until the person has shown a code: then it is asked for.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }
}
