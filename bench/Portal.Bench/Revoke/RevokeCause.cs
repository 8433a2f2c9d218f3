namespace Portal.Bench.Revoke;

/// <summary>What ends somebody's access.</summary>
internal enum RevokeCause
{
    GrantTaken,
    GrantExpired,
    GrantDenied,
    RoleLowered,
    TenantSuspended,
    ServerReassigned,
    UserDisabled,
    PasswordChanged,
    PasswordChangedByCommandLine,
    SignedOut,
    SessionEnded,
    SignedOutByAdministrator,
    TokenDeleted,
    TokenExpired,
    UserRemoved,
    ServerDeleted,
    ObserverLinkRevoked,
    ObserverLinkExpired,
}
