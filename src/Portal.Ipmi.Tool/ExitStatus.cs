namespace Portal.Ipmi.Tool;

/// <summary>Exit status of the program.</summary>
internal static class ExitStatus
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The BMC refused a command, answered nonsense, or the verb could not do what it was told.</summary>
    public const int Failed = 1;

    /// <summary>The arguments make no sense; nothing was sent.</summary>
    public const int WrongArguments = 2;

    /// <summary>There was no way to the BMC: no answer, nothing listens, no such device.</summary>
    public const int NoConnection = 3;

    /// <summary>The BMC did not let us in: name, password, privilege, cipher suite or session slots.</summary>
    public const int NotAdmitted = 4;

    /// <summary>The outcome of a command that was sent is not known.</summary>
    public const int OutcomeUnknown = 5;

    /// <summary>A person or a program asked us to stop.</summary>
    public const int Interrupted = 130;

    /// <summary>The status for a failure of the engine.</summary>
    public static int Of(IpmiException exception) => exception switch
    {
        IpmiTimeoutException { OutcomeUnknown: true } => OutcomeUnknown,
        { Failure: IpmiFailure.NoAnswer or IpmiFailure.Unreachable or IpmiFailure.SessionLost or IpmiFailure.CommandTimeout } => NoConnection,
        IpmiAuthenticationException => NotAdmitted,
        { Failure: IpmiFailure.NoSessionSlots or IpmiFailure.PrivilegeRefused or IpmiFailure.CipherSuiteRefused } => NotAdmitted,
        _ => Failed,
    };
}
