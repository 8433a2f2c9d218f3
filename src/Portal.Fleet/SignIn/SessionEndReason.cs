namespace Portal.Fleet.SignIn;

/// <summary>Why a session has ended.</summary>
public enum SessionEndReason
{
    SignedOut,

    /// <summary>Ended from the list of sessions.</summary>
    Revoked,

    /// <summary>Password, passkeys or codes changed.</summary>
    CredentialsChanged,

    UserDisabled,

    /// <summary>Nobody did anything for too long, or its longest time is over.</summary>
    Expired,

    /// <summary>The user has too many; the oldest made room.</summary>
    TooMany,
}
