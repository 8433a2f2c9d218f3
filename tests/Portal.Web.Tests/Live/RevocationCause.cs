namespace Portal.Web.Tests.Live;

/// <summary>What ends somebody's access while they use it.</summary>
public enum RevocationCause
{
    GrantTaken,
    RoleLowered,
    UserDisabled,
    PasswordChanged,
    PasswordChangedByCommandLine,
    SignedOut,
    SessionEnded,
    TokenDeleted,
    TokenExpired,
    ServerDeleted,
}
