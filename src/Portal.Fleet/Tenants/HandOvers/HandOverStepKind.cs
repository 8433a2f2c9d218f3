namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>What is done when a server changes hands, in this order.</summary>
public enum HandOverStepKind
{
    /// <summary>Everyone who had it open is cut off.</summary>
    CutSessions,

    /// <summary>Nobody has control, nothing waits to be typed, and the line is left to nobody.</summary>
    CloseControl,

    /// <summary>The event log is read and kept for staff.</summary>
    ArchiveLog,

    /// <summary>The event log is cleared, and read again to prove it.</summary>
    ClearLog,

    /// <summary>The BMC's accounts are compared with the baseline.</summary>
    CheckAccounts,

    /// <summary>Accounts that nobody knows are removed, once an administrator said which.</summary>
    RemoveStrangers,

    /// <summary>The host boots from what its own settings say.</summary>
    ResetBoot,

    /// <summary>The portal's password on the BMC becomes a new one.</summary>
    RotatePassword,

    /// <summary>The BMC's network settings are compared with the baseline.</summary>
    CheckNetwork,
}
