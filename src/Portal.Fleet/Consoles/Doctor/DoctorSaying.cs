namespace Portal.Fleet.Consoles.Doctor;

/// <summary>What the console doctor found, as a stable code. Pages and the API have the words; the arguments are named here in their order.</summary>
public enum DoctorSaying
{
    /// <summary>There is no session to ask over.</summary>
    NotAsked,

    /// <summary>The BMC does not tell. Completion code.</summary>
    NotTold,

    /// <summary>What is wrong further up keeps this from being found out.</summary>
    Waits,

    /// <summary>Cipher suite, privilege.</summary>
    SessionUp,

    /// <summary>Privilege.</summary>
    SessionWeak,

    /// <summary>Problem.</summary>
    SessionDown,
    SessionOpening,
    PowerOn,
    PowerOff,
    PolicyHeld,
    PolicyMemoryOnly,
    PolicyOnDemand,
    PolicyOff,
    RecordTroubled,
    RecordRequired,

    /// <summary>Channel.</summary>
    SolOn,

    /// <summary>Channel.</summary>
    SolOff,

    /// <summary>The BMC says that SOL is on and refuses it as switched off.</summary>
    SolOnButRefused,
    PayloadAllowed,
    PayloadForbidden,
    AccountUnknown,

    /// <summary>Privilege asked for, privilege of the session.</summary>
    SolPrivilegeMet,

    /// <summary>Privilege asked for, privilege of the session.</summary>
    SolPrivilegeAbove,

    /// <summary>Cipher suite.</summary>
    SecurityMet,

    /// <summary>Cipher suite.</summary>
    SecurityLoose,
    SecurityUnmet,

    /// <summary>Channel.</summary>
    ChannelOpen,

    /// <summary>Channel.</summary>
    ChannelPreBoot,

    /// <summary>Channel.</summary>
    ChannelClosed,

    /// <summary>Channel, privilege limit.</summary>
    ChannelLimited,
    LineOurs,

    /// <summary>Nobody holds it, and the portal is about to.</summary>
    LineFree,
    LineLeft,

    /// <summary>It was given to somebody for some minutes.</summary>
    LineReleased,
    LineHeld,

    /// <summary>Address of the console, privilege.</summary>
    LineHeldFrom,

    /// <summary>An earlier session of this portal seems to hold it.</summary>
    LineHeldByUs,

    /// <summary>Problem.</summary>
    LineRefused,

    /// <summary>Bit rate.</summary>
    RateAgrees,

    /// <summary>Bit rate. Nothing tells the host's.</summary>
    RateOnly,

    /// <summary>As the serial port is set, and nothing tells how.</summary>
    RateDefault,

    /// <summary>Bit rate in force, bit rate after a restart.</summary>
    RateVolatile,

    /// <summary>Bit rate of SOL, of the kernel, port of the kernel.</summary>
    RateKernel,

    /// <summary>Bit rate of SOL, of the serial channel.</summary>
    RateSerial,

    /// <summary>Percentage of bytes that are no text.</summary>
    RateGarbled,

    /// <summary>Milliseconds that the BMC gathers, retries, milliseconds between them.</summary>
    TimingSane,

    /// <summary>Milliseconds that the BMC gathers.</summary>
    TimingSlow,
    TimingNoRetry,

    /// <summary>Milliseconds that the BMC goes on repeating a packet.</summary>
    TimingHasty,
    TransferOpen,

    /// <summary>Since when.</summary>
    TransferBlocked,

    /// <summary>When.</summary>
    TransferOverrun,

    /// <summary>When.</summary>
    LastByteSeen,
    NeverPrinted,

    /// <summary>When it was powered on, last byte.</summary>
    PrintedSincePowerOn,

    /// <summary>When it was powered on.</summary>
    SilentSincePowerOn,

    /// <summary>When it was powered on.</summary>
    PoweredOnJustNow,
    PowerOnUnknown,
    LoginSeen,

    /// <summary>Port, name of the unit to enable.</summary>
    KernelNoLogin,
    NoKernelText,

    /// <summary>The kernel prints this moment: a login may still come.</summary>
    StillBooting,
    DriverNone,
    DriverYou,

    /// <summary>Name.</summary>
    DriverOther,
    MayNotType,

    /// <summary>Bytes, milliseconds.</summary>
    ProbeAnswered,

    /// <summary>Seconds waited.</summary>
    ProbeSilent,

    /// <summary>Problem.</summary>
    ProbeNotTaken,

    /// <summary>Name.</summary>
    ProbeOtherTypes,
    ProbeBreakTaken,
}
