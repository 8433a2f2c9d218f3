namespace Portal.Fleet.Status;

/// <summary>The serial line as the portal holds it.</summary>
public enum ConsoleLineState
{
    /// <summary>No SOL: the link is down or SOL could not be activated yet.</summary>
    Down,

    /// <summary>Activating.</summary>
    Connecting,

    /// <summary>SOL is active: everything printed is recorded.</summary>
    Live,

    /// <summary>Someone else holds SOL on the BMC.</summary>
    HeldByOther,

    /// <summary>SOL cannot be had: disabled or refused.</summary>
    Refused,

    /// <summary>Nobody watches, and the server's policy is to hold the line on demand only.</summary>
    Idle,

    /// <summary>The server's policy is not to hold the line.</summary>
    Off,

    /// <summary>A person left the line to somebody else for a while.</summary>
    Released,

    /// <summary>The record cannot be written, and the server's settings end the console then.</summary>
    NotRecorded,
}
