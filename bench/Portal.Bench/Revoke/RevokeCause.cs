namespace Portal.Bench.Revoke;

/// <summary>What ends somebody's access.</summary>
internal enum RevokeCause
{
    GrantTaken,
    GrantExpired,
    RoleLowered,
    TenantSuspended,
    ServerReassigned,
    UserDisabled,
    PasswordChanged,
    PasswordChangedByCommandLine,
    SignedOut,
    TokenDeleted,
    TokenExpired,
}
