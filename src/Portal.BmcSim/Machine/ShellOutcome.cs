namespace Portal.BmcSim.Machine;

/// <summary>What follows a line of shell input.</summary>
internal enum ShellOutcome
{
    /// <summary>The next prompt.</summary>
    Continue,

    /// <summary>The session ends.</summary>
    LogOut,

    /// <summary>The machine boots again.</summary>
    Reboot,

    /// <summary>The machine switches itself off.</summary>
    PowerOff,
}
